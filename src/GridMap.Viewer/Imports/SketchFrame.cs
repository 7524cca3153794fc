using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GridMap.Viewer.Imports;

/// <summary>Fits shapes of longitude and latitude into a picture, true in shape at its middle.</summary>
internal sealed class SketchFrame
{
    private readonly double _west, _north, _scaleX, _scaleY, _left, _top;

    private SketchFrame((double West, double South, double East, double North) box, int width, int height, int margin)
    {
        DegreesWide = Math.Max(box.East - box.West, box.North - box.South);
        (CentreX, CentreY) = ((box.West + box.East) / 2, (box.South + box.North) / 2);
        var shrink = Math.Max(0.05, Math.Cos(CentreY * Math.PI / 180));
        var (across, up) = (Math.Max((box.East - box.West) * shrink, 1e-6), Math.Max(box.North - box.South, 1e-6));
        var scale = Math.Min((width - 2 * margin) / across, (height - 2 * margin) / up);
        (_west, _north, _scaleX, _scaleY) = (box.West, box.North, scale * shrink, scale);
        (_left, _top) = ((width - across * scale) / 2, (height - up * scale) / 2);
    }

    /// <summary>The longer side of what it has room for.</summary>
    public double DegreesWide { get; }

    /// <summary>Longitude of its middle.</summary>
    public double CentreX { get; }

    /// <summary>Latitude of its middle.</summary>
    public double CentreY { get; }

    /// <summary>A frame in which all of them have room; null where there is nothing.</summary>
    public static SketchFrame? Around(IEnumerable<JsonElement?> geometries, int width, int height, int margin)
    {
        (double West, double South, double East, double North) box = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (x, y) in geometries.OfType<JsonElement>().SelectMany(geometry => Positions(geometry.GetProperty("coordinates"))))
            box = (Math.Min(box.West, x), Math.Min(box.South, y), Math.Max(box.East, x), Math.Max(box.North, y));
        return box.West > box.East ? null : new(box, width, height, margin);
    }

    /// <summary>Draws a geometry: lines and areas as paths, points as places.</summary>
    public void Draw(JsonElement? geometry, List<string> paths, List<(double X, double Y)> points)
    {
        if (geometry is not { } shape) return;
        var coordinates = shape.GetProperty("coordinates");
        if (shape.GetProperty("type").GetString() is "Point" or "MultiPoint")
        {
            points.AddRange(Positions(coordinates).Select(Place));
            return;
        }

        var path = new StringBuilder();
        foreach (var line in Lines(coordinates)) Draw(line, path);
        paths.Add(path.ToString());
    }

    // What falls on the same pixel is left out.
    private void Draw(JsonElement line, StringBuilder path)
    {
        (double X, double Y)? last = null;
        foreach (var position in line.EnumerateArray())
        {
            var place = Place((position[0].GetDouble(), position[1].GetDouble()));
            if (last is { } before && Math.Abs(before.X - place.X) < 0.5 && Math.Abs(before.Y - place.Y) < 0.5) continue;
            path.Append(CultureInfo.InvariantCulture, $"{(last is null ? 'M' : 'L')}{place.X:0.#} {place.Y:0.#}");
            last = place;
        }
    }

    private (double X, double Y) Place((double X, double Y) at) => (_left + (at.X - _west) * _scaleX, _top + (_north - at.Y) * _scaleY);

    // Arrays of positions, however deep they lie.
    private static IEnumerable<JsonElement> Lines(JsonElement coordinates)
    {
        if (coordinates.GetArrayLength() == 0) return [];
        var first = coordinates[0];
        return first.GetArrayLength() > 0 && first[0].ValueKind == JsonValueKind.Number ? [coordinates] : coordinates.EnumerateArray().SelectMany(Lines);
    }

    private static IEnumerable<(double X, double Y)> Positions(JsonElement coordinates)
    {
        if (coordinates.GetArrayLength() == 0) return [];
        return coordinates[0].ValueKind == JsonValueKind.Number
            ? [(coordinates[0].GetDouble(), coordinates[1].GetDouble())]
            : coordinates.EnumerateArray().SelectMany(Positions);
    }
}
