using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GridMap.Spatial.Tests.Divisions;

/// <summary>Draws divisions in metres north and east of a place at 104.9° east, 30.4° north.</summary>
internal static class Sketch
{
    public const double Longitude = 104.9, Latitude = 30.4;

    // Of the ellipsoid at the place; the check has its own computation of them.
    private const double MetresPerLongitude = 96096.984, MetresPerLatitude = 110859.211;
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public static Coordinate At(double x, double y) => new(Longitude + x / MetresPerLongitude, Latitude + y / MetresPerLatitude);

    /// <summary>A shape in metres east and north of the place.</summary>
    public static Geometry Metres(Geometry shape) =>
        new AffineTransformation().Translate(-Longitude, -Latitude).Scale(MetresPerLongitude, MetresPerLatitude).Transform(shape);

    public static Polygon Ring(params double[] xy) => Factory.CreatePolygon(Places(xy));

    public static Polygon Box(double west, double south, double east, double north) => Ring(west, south, east, south, east, north, west, north);

    public static Polygon WithHole(Polygon shell, Polygon hole) =>
        Factory.CreatePolygon((LinearRing)shell.ExteriorRing, [(LinearRing)hole.ExteriorRing]);

    public static DivisionArea Area(string code, Geometry shape, string level = DivisionLevels.Responsibility, string? parent = null, string? lead = "u1") =>
        new(code, level, parent, lead, shape);

    public static DivisionArea Unit(string code, Geometry shape, string parent) => Area(code, shape, DivisionLevels.Unit, parent, lead: null);

    /// <summary>A line in metres east and north of the place.</summary>
    public static LineString Line(params double[] xy) => Factory.CreateLineString([.. xy.Chunk(2).Select(at => At(at[0], at[1]))]);

    public static IReadOnlyList<DivisionDefect> Check(params DivisionArea[] areas) => DivisionCheck.Run(areas, null, new());

    private static Coordinate[] Places(double[] xy)
    {
        var ring = xy.Chunk(2).Select(at => At(at[0], at[1])).ToList();
        ring.Add(ring[0].Copy());
        return [.. ring];
    }
}
