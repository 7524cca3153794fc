using System.Globalization;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Export;

/// <summary>One thing of a layer.</summary>
/// <param name="Values">In the order of the layer's columns: string, long, double, DateTimeOffset or DateOnly; null where nothing is known.</param>
/// <param name="Shape">In the coordinate system asked for; null in a layer without shapes.</param>
internal readonly record struct ExportRow(object?[] Values, Geometry? Shape);

/// <summary>What is to be written.</summary>
/// <param name="Layer">Which layer.</param>
/// <param name="System">In which coordinate system.</param>
/// <param name="SystemText">Its definition as EPSG's database words it (WKT 1).</param>
/// <param name="Zone">The county's, in which tables tell times.</param>
/// <param name="Rows">The things, read as they are written.</param>
internal sealed record ExportJob(
    ExportLayer Layer, CoordinateSystem System, string SystemText, TimeZoneInfo Zone, IAsyncEnumerable<ExportRow> Rows)
{
    /// <summary>Degrees to a tenth of a millimetre, and metres to the same.</summary>
    private int Digits => System.IsGeographic ? 9 : 4;

    /// <summary>A coordinate as text formats tell it.</summary>
    public double Rounded(double coordinate) => Math.Round(coordinate, Digits);

    /// <summary>A moment as tables tell it: the county's time, which spreadsheets and the import read without more.</summary>
    public string Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A value as a table tells it: numbers stay numbers.</summary>
    public object? InTable(object? value) => value switch
    {
        DateTimeOffset time => Local(time),
        DateOnly day => Iso(day),
        _ => value,
    };

    /// <summary>A moment with its zone, UTC.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
