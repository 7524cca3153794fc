using System.Text.Json;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests;

/// <summary>Just enough GeoJSON to read points, lines and polygons in tests.</summary>
internal static class GeoJson
{
    private static readonly GeometryFactory Factory = new();

    public static Geometry Read(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Point" => Factory.CreatePoint(ReadPlace(coordinates)),
            "LineString" => ReadLine(coordinates),
            "MultiLineString" => Factory.CreateMultiLineString([.. coordinates.EnumerateArray().Select(ReadLine)]),
            "Polygon" => ReadPolygon(coordinates),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)]),
            var type => throw new NotSupportedException(type),
        };
    }

    private static LineString ReadLine(JsonElement line) => Factory.CreateLineString([.. line.EnumerateArray().Select(ReadPlace)]);

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var lines = rings.EnumerateArray().Select(ReadRing).ToArray();
        return Factory.CreatePolygon(lines[0], lines[1..]);
    }

    private static LinearRing ReadRing(JsonElement ring) =>
        Factory.CreateLinearRing([.. ring.EnumerateArray().Select(ReadPlace)]);

    private static Coordinate ReadPlace(JsonElement place) => new(place[0].GetDouble(), place[1].GetDouble());
}
