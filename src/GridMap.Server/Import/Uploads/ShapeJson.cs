using System.Buffers;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Uploads;

/// <summary>GeoJSON of shapes that are in no database yet, to seven decimals: a centimetre.</summary>
internal static class ShapeJson
{
    /// <summary>The geometry; null for kinds that GridMap does not draw.</summary>
    public static JsonElement? Write(Geometry shape)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", shape.GeometryType);
            json.WritePropertyName("coordinates");
            if (!WriteCoordinates(json, shape)) return null;
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static bool WriteCoordinates(Utf8JsonWriter json, Geometry shape)
    {
        switch (shape)
        {
            case Point point:
                WritePosition(json, point.Coordinate);
                return true;
            case LineString line:
                WriteLine(json, line);
                return true;
            case Polygon polygon:
                WriteRings(json, polygon);
                return true;
            case GeometryCollection parts when shape is MultiPoint or MultiLineString or MultiPolygon:
                json.WriteStartArray();
                foreach (var part in parts.Geometries) WriteCoordinates(json, part);
                json.WriteEndArray();
                return true;
            default:
                return false;
        }
    }

    private static void WriteRings(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        WriteLine(json, polygon.ExteriorRing);
        foreach (var hole in polygon.InteriorRings) WriteLine(json, hole);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, LineString line)
    {
        json.WriteStartArray();
        foreach (var position in line.Coordinates) WritePosition(json, position);
        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, Coordinate position)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(position.X, 7));
        json.WriteNumberValue(Math.Round(position.Y, 7));
        json.WriteEndArray();
    }
}
