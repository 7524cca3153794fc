using GridMap.Server.Import.Files;
using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Uploads;

/// <summary>The first rows of a file, with positions as the file has them, whatever they mean.</summary>
/// <param name="Columns">The columns, without those that stand twice.</param>
/// <param name="Rows">The rows; shapes in the file's own numbers.</param>
/// <param name="IsWhole">Whether these are all rows.</param>
/// <param name="HasShapes">Whether rows can have shapes of their own.</param>
/// <param name="Crs">What the file says of its coordinate system: a name, or WKT.</param>
/// <param name="MustAskCrs">Whether files of this kind name it and this one does not.</param>
/// <param name="Place">What lines count.</param>
internal sealed record SourceSample(
    IReadOnlyList<string> Columns, IReadOnlyList<SourceRow> Rows, bool IsWhole, bool HasShapes, string? Crs, bool MustAskCrs, string Place)
{
    private const int MostRows = 2_000;

    // Of all texts together: a file of two hundred columns is sampled less deep.
    private const int MostTexts = 100_000;
    private const int MostVertices = 400_000;

    /// <summary>Reads the first rows.</summary>
    /// <exception cref="FileRefusedException">They cannot be read.</exception>
    public static SourceSample Take(ImportFile file)
    {
        var columns = ColumnsOf(file);
        using var rows = RowSource.Open(file);
        var (taken, isWhole) = TakeRows(rows, columns);
        return new(columns, taken, isWhole, rows.HasShapes, rows.Crs, rows.MustAskCrs, rows.Place);
    }

    /// <summary>Where a column stands; below zero where there is none.</summary>
    public int IndexOf(string column) => Columns.Index().Where(known => known.Item == column).Select(known => known.Index).FirstOrDefault(-1);

    // A file whose rows bring their own columns is read a first time for them alone.
    private static List<string> ColumnsOf(ImportFile file)
    {
        using var rows = RowSource.Open(file);
        if (rows.Header is null) _ = TakeRows(rows, []);
        var names = rows.Header ?? [.. rows.ColumnsMet];
        return [.. names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() == 1).Select(same => same.Key)];
    }

    private static (List<SourceRow> Rows, bool IsWhole) TakeRows(RowSource rows, List<string> columns)
    {
        var taken = new List<SourceRow>();
        var (texts, vertices) = (0, 0L);
        // WGS 84 takes every number as it is.
        foreach (var row in rows.Read(columns, CoordinateSystems.Wgs84))
        {
            if (taken.Count == MostRows || texts > MostTexts || vertices > MostVertices) return (taken, false);
            taken.Add(row);
            texts += columns.Count;
            vertices += row.Shape?.NumPoints ?? 0;
        }

        return (taken, true);
    }
}
