using GridMap.Spatial.Coordinates.Projected;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>A coordinate system that files come in, and the way from it to WGS 84 and back.</summary>
/// <remarks>
/// Coordinates are read and written x before y (longitude or easting first), whatever axis order EPSG lists for the code:
/// that is how files and databases write them. Safe to use from many threads.
/// </remarks>
public sealed class CoordinateSystem
{
    // 6 degree zones reach 3 degrees (334 km at the equator) from their meridian; twice that still projects well.
    private const double FarthestFromMeridianMetres = 700_000;

    // From the equator to a pole.
    private const double FarthestFromOriginMetres = 10_010_000;
    private readonly Conversion? _conversion;

    internal CoordinateSystem(string id, string name, Conversion? conversion)
    {
        Id = id;
        Name = name;
        _conversion = conversion;
    }

    /// <summary>The name that <see cref="CoordinateSystems.TryGet"/> finds it by again, such as <c>EPSG:4547</c> or <c>GCJ-02</c>; may be kept.</summary>
    public string Id { get; }

    /// <summary>The name EPSG gives it, or the file.</summary>
    public string Name { get; }

    /// <summary>The EPSG number; 0 when it has none, as GCJ-02 and local grids.</summary>
    public int Srid { get; internal init; }

    /// <summary>Whether coordinates are longitude and latitude in degrees, on whatever datum.</summary>
    public bool IsGeographic { get; internal init; }

    /// <summary>What must be shown to whoever reads positions converted from it, as one English sentence; null when there is nothing to say.</summary>
    public string? DatumCaveat { get; internal init; }

    /// <summary>The order in which EPSG lists the axes; <see cref="AxisOrder.EastNorth"/> where EPSG knows none.</summary>
    public AxisOrder EpsgAxisOrder { get; internal init; }

    /// <summary>The text of the .prj that goes with a shapefile in this system; null for what none can say, such as GCJ-02.</summary>
    public string? EsriWkt => Wkt.EsriWkt.Of(this);

    /// <summary>The longitude along which a transverse Mercator projection is true, degrees; null for every other.</summary>
    public double? CentralMeridian => Projection?.CentralMeridian;

    /// <summary>What it stands on, where that is known.</summary>
    internal Datum? Datum { get; init; }

    /// <summary>Its projection, when that is a transverse Mercator.</summary>
    internal TransverseMercator? Projection { get; init; }

    /// <summary>Why a position cannot be meant in this system, as one English sentence; null when it can.</summary>
    /// <remarks>Catches zone prefixes: 35,412,345 m is an easting of zone 35, and nonsense in a system without prefix.</remarks>
    /// <param name="x">Easting in metres, or longitude in degrees.</param>
    /// <param name="y">Northing in metres, or latitude in degrees.</param>
    public string? Refuse(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return "The position is not a pair of finite numbers.";
        if (Projection is not { } projection)
            return RefuseUnlessItConverts(x, y);
        if (Math.Abs(x - projection.FalseEastingMetres) > FarthestFromMeridianMetres)
            return $"The easting {x:0} m is not in {Name} ({Id}), whose eastings lie around {projection.FalseEastingMetres:0} m; "
                + "check the coordinate system, its zone prefix, and that easting comes before northing.";

        return Math.Abs(y - projection.FalseNorthingMetres) <= FarthestFromOriginMetres
            ? null
            : $"The northing {y:0} m in {Name} ({Id}) is beyond the pole; check the coordinate system, and that easting comes before northing.";
    }

    /// <summary>The position in WGS 84, degrees; not a number where the projection does not reach.</summary>
    /// <param name="x">Easting in metres, or longitude in degrees.</param>
    /// <param name="y">Northing in metres, or latitude in degrees.</param>
    public (double Longitude, double Latitude) ToWgs84(double x, double y) => _conversion?.ToWgs84(x, y) ?? (x, y);

    /// <summary>A WGS 84 position in this system: easting before northing, longitude before latitude.</summary>
    /// <param name="longitude">Degrees.</param>
    /// <param name="latitude">Degrees.</param>
    public (double X, double Y) FromWgs84(double longitude, double latitude) =>
        _conversion?.FromWgs84(longitude, latitude) ?? (longitude, latitude);

    /// <summary>A copy of a geometry of this system in WGS 84, marked with that SRID.</summary>
    public Geometry ToWgs84(Geometry geometry) => Copy(geometry, _conversion?.ToWgs84, Coordinates.Srid.Wgs84);

    /// <summary>A copy of a WGS 84 geometry in this system, marked with its SRID.</summary>
    public Geometry FromWgs84(Geometry geometry) => Copy(geometry, _conversion?.FromWgs84, Srid);

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static Geometry Copy(Geometry geometry, Func<double, double, (double, double)>? move, int srid)
    {
        var copy = geometry.Copy();
        if (move is not null)
            copy.Apply(new Reprojection(move));
        copy.SRID = srid;
        return copy;
    }

    private string? RefuseUnlessItConverts(double x, double y)
    {
        if (IsGeographic)
            return null;
        var (longitude, latitude) = ToWgs84(x, y);
        return double.IsFinite(longitude) && double.IsFinite(latitude) ? null : $"The position {x:0.###}, {y:0.###} is not in {Name}.";
    }

    private sealed class Reprojection(Func<double, double, (double, double)> move) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence line)
        {
            for (var at = 0; at < line.Count; at++)
            {
                var (x, y) = move(line.GetX(at), line.GetY(at));
                line.SetX(at, x);
                line.SetY(at, y);
            }
        }
    }
}
