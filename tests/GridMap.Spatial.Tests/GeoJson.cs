using System.Text.Json;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests;

/// <summary>Just enough GeoJSON to read polygons in tests.</summary>
internal static class GeoJson
{
    private static readonly GeometryFactory Factory = new();

    public static Geometry Polygonal(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "Polygon"
            ? ReadPolygon(coordinates)
            : Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)]);
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var lines = rings.EnumerateArray().Select(ReadRing).ToArray();
        return Factory.CreatePolygon(lines[0], lines[1..]);
    }

    private static LinearRing ReadRing(JsonElement ring) =>
        Factory.CreateLinearRing([.. ring.EnumerateArray().Select(place => new Coordinate(place[0].GetDouble(), place[1].GetDouble()))]);
}
