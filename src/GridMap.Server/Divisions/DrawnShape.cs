using System.Text.Json;
using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Divisions;

/// <summary>An area as somebody drew it, in GeoJSON.</summary>
internal static class DrawnShape
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    /// <summary>Reads an area.</summary>
    /// <param name="drawn">GeoJSON Polygon or MultiPolygon.</param>
    /// <param name="fault">What is wrong and where, in one sentence; null where nothing is.</param>
    /// <returns>Null where something is wrong.</returns>
    public static MultiPolygon? Read(JsonElement drawn, out string? fault)
    {
        try
        {
            var area = Area(drawn);
            fault = GeometryCheck.FirstDefect(area)?.Message;
            return fault is null ? area : null;
        }
        catch (FormatException wrong)
        {
            fault = wrong.Message;
            return null;
        }
    }

    private static MultiPolygon Area(JsonElement drawn)
    {
        if (drawn.ValueKind != JsonValueKind.Object || !drawn.TryGetProperty("coordinates", out var coordinates)
            || !drawn.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw new FormatException("It must be a GeoJSON geometry with a type and coordinates.");
        return type.GetString() switch
        {
            "Polygon" => Factory.CreateMultiPolygon([Polygon(coordinates)]),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. Parts(coordinates).Select(Polygon)]),
            var other => throw new FormatException($"A {other} is no area; a Polygon or MultiPolygon is."),
        };
    }

    private static Polygon Polygon(JsonElement coordinates)
    {
        LinearRing[] rings = [.. Parts(coordinates).Select(Ring)];
        return rings is [var shell, .. var holes] ? Factory.CreatePolygon(shell, holes) : throw new FormatException("The polygon has no ring.");
    }

    private static LinearRing Ring(JsonElement coordinates)
    {
        if (coordinates.ValueKind == JsonValueKind.Array && coordinates.GetArrayLength() > GeometryCheck.MostVertices)
            throw new FormatException($"A ring has {coordinates.GetArrayLength()} vertices, more than the {GeometryCheck.MostVertices} that fit.");
        Coordinate[] positions = [.. Parts(coordinates).Select(Position)];
        return GeometryCheck.FirstDefectOfRing(positions) is { } defect
            ? throw new FormatException(defect.Message)
            : Factory.CreateLinearRing(positions);
    }

    private static Coordinate Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
            && Number(position[0]) is { } longitude && Number(position[1]) is { } latitude
            ? new(longitude, latitude)
            : throw new FormatException("A position is not an array of two numbers.");

    // 1e400 is a number in JSON and infinity in memory.
    private static double? Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    private static JsonElement.ArrayEnumerator Parts(JsonElement coordinates) => coordinates.ValueKind == JsonValueKind.Array
        ? coordinates.EnumerateArray()
        : throw new FormatException("An array of coordinates was expected and something else stands there.");
}
