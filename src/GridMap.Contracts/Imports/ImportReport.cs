using GridMap.Contracts.Divisions;

namespace GridMap.Contracts.Imports;

/// <summary>What came of an import, or of a rehearsal of one.</summary>
/// <param name="BatchId">Names the import, so that it can be looked up and withdrawn.</param>
/// <param name="Layer">grids, facilities, issues, streets or units.</param>
/// <param name="FileName">The file as it was called.</param>
/// <param name="Status">running, published, draft (of grids: stored, not in force), refused (nothing stored), rehearsed (dry run), failed, withdrawn.</param>
/// <param name="RowsRead">Rows or features in the file.</param>
/// <param name="RowsAdded">New ones.</param>
/// <param name="RowsUpdated">Known external ids whose content differed.</param>
/// <param name="RowsUnchanged">Known external ids with the same content.</param>
/// <param name="RowsLeftOut">Left out because the mapping says so.</param>
/// <param name="RowsRefused">Not stored, each with its reason.</param>
/// <param name="RowsRepaired">Stored repaired, after written acceptance; the original is kept.</param>
/// <param name="RowsOutside">Stored although they lie in no grid.</param>
/// <param name="Findings">Refused and repaired rows, the first thousand.</param>
/// <param name="PublishedAt">When it was stored.</param>
/// <param name="Division">Of grids: the division they made; null where they changed nothing.</param>
public sealed record ImportReport(
    Guid BatchId,
    string Layer,
    string FileName,
    string Status,
    int RowsRead,
    int RowsAdded,
    int RowsUpdated,
    int RowsUnchanged,
    int RowsLeftOut,
    int RowsRefused,
    int RowsRepaired,
    int RowsOutside,
    IReadOnlyList<ImportFinding> Findings,
    DateTimeOffset? PublishedAt,
    ImportedDivision? Division = null)
{
    /// <summary>What the findings' lines count: line (of a text), record (of a shapefile), row (of a sheet or table) or feature.</summary>
    public string Place { get; init; } = "line";
}

/// <summary>One row that was refused or repaired.</summary>
/// <param name="Line">Which line, record, row or feature, from 1; see <see cref="ImportReport.Place"/>.</param>
/// <param name="Column">Column or property, where one is to blame.</param>
/// <param name="Row">The row's external id or code, where it has one.</param>
/// <param name="Reason">What is wrong, with the place.</param>
/// <param name="WasRepaired">True where it was stored repaired.</param>
public sealed record ImportFinding(int Line, string? Column, string? Row, string Reason, bool WasRepaired = false);

/// <summary>Why an import failed, for programs; the sentence stands with the work.</summary>
/// <param name="Status">The HTTP status it stands for.</param>
/// <param name="Type">The problem's type, without its beginning.</param>
public sealed record RefusedFile(int Status, string Type);

/// <summary>How far a running import is.</summary>
/// <param name="BatchId">The import.</param>
/// <param name="Stage">reading, storing, checking, assigning, done.</param>
/// <param name="BytesRead">Of the file.</param>
/// <param name="BytesTotal">Of the file; null where the sender did not say.</param>
/// <param name="RowsRead">So far.</param>
public sealed record ImportProgress(Guid BatchId, string Stage, long BytesRead, long? BytesTotal, int RowsRead);
