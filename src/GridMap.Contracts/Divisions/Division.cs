namespace GridMap.Contracts.Divisions;

/// <summary>What becomes of a division, from its first line drawn.</summary>
public static class DivisionStatus
{
    /// <summary>Being drawn; not checked as it stands.</summary>
    public const string Draft = "draft";

    /// <summary>Checked as it stands.</summary>
    public const string Checked = "checked";

    /// <summary>In force.</summary>
    public const string Published = "published";

    /// <summary>Was in force.</summary>
    public const string Superseded = "superseded";
}

/// <summary>A version of a county's division into grids.</summary>
/// <param name="DivisionId">Its number in the county, from 1.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Status">One of <see cref="DivisionStatus"/>.</param>
/// <param name="BasedOn">The division that was in force when it was begun.</param>
/// <param name="Grids">How many grids of all levels it has.</param>
/// <param name="BlockingDefects">Found by the last check, wider than the county tolerates; null while it was not checked.</param>
/// <param name="ToleratedDefects">Found by the last check, not wider.</param>
/// <param name="CreatedBy">Who began it.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="CheckedAt">When it was last checked.</param>
/// <param name="PublishOn">The day on which it is to come into force, in the county's time zone.</param>
/// <param name="PublishedAt">When it came into force.</param>
/// <param name="SupersededAt">When another took its place.</param>
/// <param name="DefectsAcceptedBecause">The written reason to publish it with defects.</param>
/// <param name="DefectsAcceptedBy">Who gave the reason.</param>
/// <param name="Revision">Raised by every change of its grids; the ETag.</param>
public sealed record Division(
    int DivisionId,
    string Name,
    string Status,
    int? BasedOn,
    int Grids,
    int? BlockingDefects,
    int? ToleratedDefects,
    string? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CheckedAt,
    DateOnly? PublishOn,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? SupersededAt,
    string? DefectsAcceptedBecause,
    string? DefectsAcceptedBy,
    long Revision);

/// <summary>Something wrong with a division, with its place.</summary>
/// <param name="Number">Its number among those of the last check, the blocking ones first.</param>
/// <param name="Kind">gap, overlap, uncovered, outside-parent, outside-boundary, missing-parent, missing-lead, invalid-ring, duplicate-code or invalid-code.</param>
/// <param name="GridCodes">The grids concerned.</param>
/// <param name="Longitude">Degrees, of a point inside it.</param>
/// <param name="Latitude">Degrees, of a point inside it.</param>
/// <param name="AreaSquareMetres">Exact; 0 for what has none.</param>
/// <param name="WidthMetres">Diameter of the largest circle inside it; 0 for what has none.</param>
/// <param name="IsTolerated">Whether it is not wider than the county tolerates.</param>
public sealed record DivisionDefect(
    int Number,
    string Kind,
    IReadOnlyList<string> GridCodes,
    double Longitude,
    double Latitude,
    double AreaSquareMetres,
    double WidthMetres,
    bool IsTolerated);

/// <summary>What came of the division that an import of grids made.</summary>
/// <param name="DivisionId">Its number.</param>
/// <param name="Status">published, or draft where it stays one.</param>
/// <param name="BlockingDefects">Wider than the county tolerates.</param>
/// <param name="ToleratedDefects">Not wider.</param>
/// <param name="Defects">The first hundred, the blocking ones first.</param>
public sealed record ImportedDivision(
    int DivisionId, string Status, int BlockingDefects, int ToleratedDefects, IReadOnlyList<DivisionDefect> Defects);
