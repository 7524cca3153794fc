using System.Globalization;

namespace GridMap.Server.Platform;

/// <summary>A bounding box in EPSG:4326. Parsed from text, since binding <c>double[]</c> reads <c>1,2,3,4</c> as 1234.</summary>
internal readonly record struct Bbox(double West, double South, double East, double North)
{
    /// <summary>Reads <c>west,south,east,north</c>.</summary>
    /// <returns>False with a reason when it is not four finite numbers in range and order.</returns>
    public static bool TryParse(string text, out Bbox bbox, out string reason)
    {
        bbox = default;
        var parts = text.Split(',');
        var numbers = new double[4];
        reason = "it must be four numbers: west,south,east,north in degrees";
        if (parts.Length != 4) return false;
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return false;
        bbox = new Bbox(numbers[0], numbers[1], numbers[2], numbers[3]);
        reason = "west,east must lie within -180..180, south,north within -90..90, south not above north";
        return bbox is { West: >= -180, East: <= 180, South: >= -90, North: <= 90 } && bbox.South <= bbox.North && bbox.West <= bbox.East;
    }
}
