using ProjNet.CoordinateSystems;

namespace GridMap.Spatial.Coordinates.Projected;

/// <summary>The ground a coordinate system stands on: an ellipsoid, its EPSG degrees, and how far it can be told from WGS 84.</summary>
/// <param name="Name">EPSG's name.</param>
/// <param name="GeographicSrid">EPSG number of the datum's longitude and latitude; 0 when there is none.</param>
/// <param name="SemiMajorMetres">The ellipsoid's semi-major axis.</param>
/// <param name="InverseFlattening">The ellipsoid's inverse flattening; 0 for a sphere.</param>
/// <param name="Caveat">What a reader of converted positions must know, one sentence; null when it is WGS 84 within a metre.</param>
/// <param name="Shift">The way from the datum's degrees to WGS 84; null when they are taken as the same.</param>
internal sealed record Datum(
    string Name, int GeographicSrid, double SemiMajorMetres, double InverseFlattening, string? Caveat = null, Conversion? Shift = null)
{
    public static readonly Datum Wgs84 = new("WGS 84", Srid.Wgs84, 6_378_137, 298.257223563);

    public static readonly Datum Cgcs2000 = new("CGCS2000", Srid.Cgcs2000, 6_378_137, 298.257222101);

    public static readonly Datum Xian1980 = new("Xian 1980", 4610, 6_378_140, 298.257, ProjectionOnly("Xi'an 1980"));

    public static readonly Datum Beijing1954 = new("Beijing 1954", 4214, 6_378_245, 298.3, ProjectionOnly("Beijing 1954"));

    // EPSG 1825, Hong Kong 1980 to WGS 84, as position vector: rotations in arc seconds, scale in parts per million.
    public static readonly Datum HongKong1980 = new("Hong Kong 1980", 4611, 6_378_388, 297, Shift: HelmertShift.Create(
        6_378_388, 297, [-162.619, -276.959, -161.764, 0.067753, -2.243648, -1.158828, -1.094246]));

    /// <summary>The datums GridMap knows by name.</summary>
    public static readonly Datum[] All = [Cgcs2000, Wgs84, Xian1980, Beijing1954, HongKong1980];

    public Ellipsoid Ellipsoid { get; } =
        new CoordinateSystemFactory().CreateFlattenedSphere(Name, SemiMajorMetres, InverseFlattening, LinearUnit.Metre);

    private static string ProjectionOnly(string name) =>
        $"No exact public transformation leads from {name} to CGCS2000: positions are converted by projection only and may sit "
        + "up to about 100 m off the ground; for better, have them transformed by the surveying office, or give control points.";
}
