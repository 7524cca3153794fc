using GridMap.Viewer.Text;

namespace GridMap.Viewer.Downloads;

/// <summary>A coordinate system offered for files.</summary>
/// <param name="Epsg">Its EPSG number.</param>
/// <param name="Meridian">Of a Gauss-Krüger zone: its middle, in degrees east; null for degrees.</param>
/// <param name="ZoneDegrees">Its width, 3 or 6.</param>
/// <param name="Zone">Its number where eastings begin with it.</param>
internal sealed record ExportSystem(int Epsg, int? Meridian = null, int ZoneDegrees = 3, int? Zone = null)
{
    private const int FirstMeridian = 75, LastMeridian = 135;

    /// <summary>What a county's files are asked for in: degrees, and the CGCS2000 zones it lies in.</summary>
    /// <param name="bounds">West, south, east, north in degrees; null for a county without grids.</param>
    public static IReadOnlyList<ExportSystem> For(IReadOnlyList<double>? bounds) =>
    [
        new(4326), new(4490),
        .. Meridians(bounds, 3, 0).SelectMany(meridian => Zones(meridian, 3, plain: 4534, prefixed: 4513, number: meridian / 3)),
        .. Meridians(bounds, 6, 3).SelectMany(meridian => Zones(meridian, 6, plain: 4502, prefixed: 4491, number: (meridian + 3) / 6)),
    ];

    public string Name(Texts texts) => (Epsg, Meridian) switch
    {
        (4326, _) => "WGS 84",
        (_, null) => texts.Cgcs2000Degrees,
        (_, { } meridian) => texts.GaussKruger(ZoneDegrees, meridian, Zone),
    };

    private static IEnumerable<ExportSystem> Zones(int meridian, int degrees, int plain, int prefixed, int number)
    {
        var step = (meridian - FirstMeridian) / degrees;
        yield return new(plain + step, meridian, degrees);
        yield return new(prefixed + step, meridian, degrees, number);
    }

    // EPSG numbers the zones of CGCS2000 from 75 to 135 degrees east only.
    private static IEnumerable<int> Meridians(IReadOnlyList<double>? bounds, int degrees, int offset)
    {
        if (bounds is not [var west, _, var east, _]) yield break;
        int Nearest(double longitude) => (int)Math.Round((longitude - offset) / degrees, MidpointRounding.AwayFromZero) * degrees + offset;
        for (var meridian = Math.Max(FirstMeridian, Nearest(west)); meridian <= Math.Min(LastMeridian, Nearest(east)); meridian += degrees)
            yield return meridian;
    }
}
