using GridMap.Contracts.Divisions;
using GridMap.Server.Import.Files;
using GridMap.Spatial.Coordinates;
using GridMap.Spatial.Divisions;

namespace GridMap.Server.Import.DivisionCodeLists;

/// <summary>A table of division codes as the statistical bureau and others give them away.</summary>
/// <param name="Codes">Those of the county.</param>
/// <param name="LeftOut">How many rows are of other counties.</param>
internal sealed record DivisionCodeFile(IReadOnlyList<DivisionCode> Codes, int LeftOut)
{
    private const int MostRows = 200_000, MostNameCharacters = 200;

    /// <summary>Reads a file. The column of codes is the one of 9 or 12 digits with the most different ones: others tell of what lies above.</summary>
    /// <exception cref="FileRefusedException">It cannot be read, or is no such table.</exception>
    public static DivisionCodeFile Read(ImportFile file, string countyCode)
    {
        using var source = RowSource.Open(file);
        if (source.Header is not { Count: > 0 } header) throw new FileRefusedException("The file is no table; send a CSV or Excel file with a column of codes and one of names.");
        var columns = header.Where(column => column.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var rows = new List<SourceRow>();
        foreach (var row in source.Read(columns, CoordinateSystems.Wgs84))
        {
            if (rows.Count == MostRows) throw new FileRefusedException($"The file has more than {MostRows:N0} rows; send those of the county alone.");
            rows.Add(row);
        }

        var (code, name) = Columns(columns, rows);
        var codes = new Dictionary<string, DivisionCode>(StringComparer.Ordinal);
        var others = 0;
        foreach (var row in rows.Where(row => row.Values[code] is not null))
            if (!Digits(row, code, source.Place).StartsWith(countyCode, StringComparison.Ordinal)) others++;
            else Take(row, Digits(row, code, source.Place), row.Values[name]?.Trim(), codes, source.Place);
        return codes.Count > 0 ? new([.. codes.Values], others) : throw new FileRefusedException($"The file has no code that begins with {countyCode}, the county's own.");
    }

    private static (int Code, int Name) Columns(List<string> columns, List<SourceRow> rows)
    {
        var code = Enumerable.Range(0, columns.Count).Where(at => rows.Exists(row => IsCode(row.Values[at])))
            .OrderByDescending(at => rows.Select(row => row.Values[at]).Where(IsCode).Distinct(StringComparer.Ordinal).Count()).FirstOrDefault(-1);
        if (code < 0) throw new FileRefusedException("The file has no column with codes of 9 or 12 digits.");
        var others = Enumerable.Range(0, columns.Count).Where(at => at != code && rows.Exists(row => row.Values[at] is { } text && !text.All(char.IsAsciiDigit))).ToList();
        if (others.Count == 0) throw new FileRefusedException("The file has no column with names beside the one with codes.");
        return (code, others.Where(at => columns[at].Contains('名') || columns[at].Contains("name", StringComparison.OrdinalIgnoreCase)).FirstOrDefault(others[0]));
    }

    private static void Take(SourceRow row, string code, string? name, Dictionary<string, DivisionCode> codes, string place)
    {
        if (name is not { Length: > 0 and <= MostNameCharacters }) throw new FileRefusedException($"Code {code} in {place} {row.Line} has no name of 1 to {MostNameCharacters} characters.");
        if (!codes.TryAdd(code, new(code, name))) throw new FileRefusedException($"Code {code} stands in {place} {row.Line} a second time.");
    }

    private static string Digits(SourceRow row, int column, string place) => row.Values[column]!.Trim() is var text && IsCode(text)
        ? DivisionCodes.InFull(text)
        : throw new FileRefusedException($"'{text}' in {place} {row.Line} is no code of 9 or 12 digits.");

    private static bool IsCode(string? text) => text?.Trim() is { Length: 9 or 12 } code && code.All(char.IsAsciiDigit);
}
