using GridMap.Spatial.Coordinates;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GridMap.Spatial.Divisions;

/// <summary>A plane in metres around a county's middle, in which what is straight in longitude and latitude stays straight.</summary>
/// <remarks>
/// <para>
/// The database, the map and the locator all draw an edge straight in degrees. Gauss-Krüger or an azimuthal projection would bend it
/// (1 cm in 1 km at 30° north), so that a vertex set on a neighbour's long edge would stand off it. Hence the equirectangular plane,
/// an affine image of the degrees: shapes touch and cross in it exactly as they do where they are stored.
/// </para>
/// <para>
/// Its scale is true at the middle only. Areas and widths are therefore corrected by the ellipsoid's radii at the latitude
/// of what is measured; for pieces up to 100 km from north to south the area errs by less than 2e-5 of itself.
/// </para>
/// </remarks>
internal sealed class LocalPlane
{
    private const double SemiMajorMetres = 6_378_137, Flattening = 1 / 298.257223563;
    private const double EccentricitySquared = Flattening * (2 - Flattening);
    private const double RadiansPerDegree = Math.PI / 180;
    private readonly double _longitude, _latitude, _metresPerLongitude, _metresPerLatitude;
    private readonly GeometryFactory _degrees = new(new PrecisionModel(), Srid.Wgs84);

    /// <summary>The plane around a middle.</summary>
    /// <param name="middle">Degrees.</param>
    public LocalPlane(Coordinate middle)
    {
        (_longitude, _latitude) = (middle.X, middle.Y);
        (_metresPerLongitude, _metresPerLatitude) = MetresPerDegree(middle.Y);
    }

    /// <summary>Makes geometries of the plane.</summary>
    public GeometryFactory Factory { get; } = new();

    public Coordinate FromDegrees(Coordinate at)
    {
        var (x, y) = FromDegrees(at.X, at.Y);
        return new(x, y);
    }

    public (double X, double Y) FromDegrees(double longitude, double latitude) =>
        ((longitude - _longitude) * _metresPerLongitude, (latitude - _latitude) * _metresPerLatitude);

    public Coordinate ToDegrees(Coordinate at) =>
        new(at.X / _metresPerLongitude + _longitude, at.Y / _metresPerLatitude + _latitude);

    public Geometry FromDegrees(Geometry shape) => new GeometryEditor(Factory).Edit(shape, new Moved(FromDegrees));

    public Geometry ToDegrees(Geometry shape) => new GeometryEditor(_degrees).Edit(shape, new Moved(ToDegrees));

    /// <summary>A shape in degrees, with the vertices that are known given as they are known.</summary>
    public Geometry ToDegrees(Geometry shape, Func<Coordinate, Coordinate?> known) =>
        new GeometryEditor(_degrees).Edit(shape, new Moved(at => known(at)?.Copy() ?? ToDegrees(at)));

    /// <summary>Area on the ground.</summary>
    /// <param name="polygon">In this plane.</param>
    public double AreaSquareMetres(Polygon polygon)
    {
        var (x, y) = ScaleAt(polygon.NumPoints > 64 ? Centroid.GetCentroid(polygon).Y : polygon.EnvelopeInternal.Centre.Y);
        return polygon.Area * x * y;
    }

    /// <summary>Metres on the ground in a metre of the plane, eastward and northward.</summary>
    /// <param name="y">Where, in this plane.</param>
    public (double X, double Y) ScaleAt(double y)
    {
        var (longitude, latitude) = MetresPerDegree(y / _metresPerLatitude + _latitude);
        return (longitude / _metresPerLongitude, latitude / _metresPerLatitude);
    }

    private static (double Longitude, double Latitude) MetresPerDegree(double latitude)
    {
        var (sine, cosine) = Math.SinCos(latitude * RadiansPerDegree);
        var squared = 1 - EccentricitySquared * sine * sine;
        var acrossMetres = SemiMajorMetres / Math.Sqrt(squared);
        return (acrossMetres * cosine * RadiansPerDegree, acrossMetres * (1 - EccentricitySquared) / squared * RadiansPerDegree);
    }

    private sealed class Moved(Func<Coordinate, Coordinate> move) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) => Array.ConvertAll(coordinates, at => move(at));
    }
}
