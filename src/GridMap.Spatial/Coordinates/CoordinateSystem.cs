using NetTopologySuite.Geometries;
using ProjNet.CoordinateSystems.Transformations;

namespace GridMap.Spatial.Coordinates;

/// <summary>A coordinate system that files come in, and the way from it to WGS 84.</summary>
/// <remarks>
/// Coordinates are read x before y (longitude or easting first), whatever axis order EPSG lists for the code:
/// that is how files and databases write them. Safe to use from many threads.
/// </remarks>
public sealed class CoordinateSystem
{
    // 6 degree zones reach 3 degrees (334 km at the equator) from their meridian; twice that still projects well.
    private const double FarthestFromMeridianMetres = 700_000;
    private readonly MathTransform? _toGeographic;
    private readonly double? _falseEastingMetres;

    internal CoordinateSystem(int srid, string name, MathTransform? toGeographic = null, double? falseEastingMetres = null)
    {
        Srid = srid;
        Name = name;
        _toGeographic = toGeographic;
        _falseEastingMetres = falseEastingMetres;
    }

    /// <summary>The EPSG number.</summary>
    public int Srid { get; }

    /// <summary>The name EPSG gives it.</summary>
    public string Name { get; }

    /// <summary>Whether coordinates are degrees already, so that <see cref="ToWgs84(double, double)"/> changes nothing.</summary>
    public bool IsGeographic => _toGeographic is null;

    /// <summary>Why a position cannot be meant in this system, as one English sentence; null when it can.</summary>
    /// <remarks>Catches zone prefixes: 35,412,345 m is an easting of zone 35, and nonsense in a system without prefix.</remarks>
    /// <param name="x">Easting in metres, or longitude in degrees.</param>
    /// <param name="y">Northing in metres, or latitude in degrees.</param>
    public string? Refuse(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return "The position is not a pair of finite numbers.";
        if (_falseEastingMetres is not { } falseEasting || Math.Abs(x - falseEasting) <= FarthestFromMeridianMetres)
            return null;

        return $"The easting {x:0} m is not in {Name} (EPSG:{Srid}), whose eastings lie around {falseEasting:0} m; "
            + "check the coordinate system, its zone prefix, and that easting comes before northing.";
    }

    /// <summary>The position in WGS 84, degrees.</summary>
    /// <param name="x">Easting in metres, or longitude in degrees.</param>
    /// <param name="y">Northing in metres, or latitude in degrees.</param>
    public (double Longitude, double Latitude) ToWgs84(double x, double y) =>
        _toGeographic is null ? (x, y) : _toGeographic.Transform(x, y);

    /// <summary>A copy of a geometry in WGS 84, marked with that SRID.</summary>
    public Geometry ToWgs84(Geometry geometry)
    {
        var copy = geometry.Copy();
        if (_toGeographic is not null)
            copy.Apply(new Reprojection(this));
        copy.SRID = Coordinates.Srid.Wgs84;
        return copy;
    }

    private sealed class Reprojection(CoordinateSystem system) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence line)
        {
            for (var at = 0; at < line.Count; at++)
            {
                var (longitude, latitude) = system.ToWgs84(line.GetX(at), line.GetY(at));
                line.SetX(at, longitude);
                line.SetY(at, latitude);
            }
        }
    }
}
