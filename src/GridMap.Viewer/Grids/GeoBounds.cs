using System.Text.Json;

namespace GridMap.Viewer.Grids;

/// <summary>The smallest box around a GeoJSON geometry, in degrees.</summary>
internal sealed record GeoBounds(double West, double South, double East, double North)
{
    /// <summary>Null where there is no geometry.</summary>
    public static GeoBounds? Of(JsonElement? geometry)
    {
        if (geometry is not { ValueKind: JsonValueKind.Object } shape || !shape.TryGetProperty("coordinates", out var coordinates)) return null;
        var box = new double[] { 180, 90, -180, -90 };
        Widen(box, coordinates);
        return box[0] > box[2] ? null : new GeoBounds(box[0], box[1], box[2], box[3]);
    }

    private static void Widen(double[] box, JsonElement coordinates)
    {
        if (coordinates.GetArrayLength() == 0) return;
        if (coordinates[0].ValueKind != JsonValueKind.Number)
        {
            foreach (var part in coordinates.EnumerateArray()) Widen(box, part);
            return;
        }
        var (longitude, latitude) = (coordinates[0].GetDouble(), coordinates[1].GetDouble());
        (box[0], box[1]) = (Math.Min(box[0], longitude), Math.Min(box[1], latitude));
        (box[2], box[3]) = (Math.Max(box[2], longitude), Math.Max(box[3], latitude));
    }
}
