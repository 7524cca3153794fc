namespace GridMap.Contracts.Divisions;

/// <summary>Begins a draft, a copy of the division in force; <c>POST /api/counties/{county}/divisions</c>.</summary>
/// <param name="Name">What people will call it; 1 to 200 characters.</param>
public sealed record OpenDivision(string Name);

/// <summary>Brings a draft into force; <c>POST /api/counties/{county}/divisions/{id}/publish</c>.</summary>
/// <param name="AcceptDefectsBecause">An administrator's written reason to publish it with its defects; null for none.</param>
/// <param name="On">The first day of its being in force, in the county's time zone; null for at once.</param>
public sealed record PublishDivision(string? AcceptDefectsBecause = null, DateOnly? On = null);

/// <summary>A grid of a division that is not in force.</summary>
/// <param name="GridCode">Unique within the division.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">One of <see cref="Grids.GridLevel"/>.</param>
/// <param name="ParentCode">Code of the grid above it.</param>
/// <param name="LeadUnitCode">Code of the lead unit (牵头单位).</param>
/// <param name="Residents">People living in it, where known.</param>
/// <param name="AreaSquareMetres">Geodesic area on WGS 84, holes left out.</param>
/// <param name="UnresolvedIssues">Of what was in force: as last counted.</param>
public sealed record DivisionGrid(
    string GridCode, string Name, string Level, string? ParentCode, string? LeadUnitCode, int? Residents, double AreaSquareMetres,
    int? UnresolvedIssues);

/// <summary>How a grid of one division differs from that of the same code in another.</summary>
public static class GridDifference
{
    public const string Added = "added";
    public const string Removed = "removed";

    /// <summary>Another shape, whatever else differs.</summary>
    public const string Reshaped = "reshaped";

    /// <summary>The same shape with another name, level, parent, lead unit or number of residents.</summary>
    public const string Described = "described";
}

/// <summary>A grid that a division has, lost or changed against another.</summary>
/// <param name="GridCode">Its code.</param>
/// <param name="Name">Its name, as it would be; as it was, where it is removed.</param>
/// <param name="Level">Likewise.</param>
/// <param name="Difference">One of <see cref="GridDifference"/>.</param>
/// <param name="LeadUnitBefore">Code of its lead unit before.</param>
/// <param name="LeadUnitAfter">Code of its lead unit after.</param>
/// <param name="AreaSquareMetresBefore">Geodesic; null where it is new.</param>
/// <param name="AreaSquareMetresAfter">Geodesic; null where it is removed.</param>
public sealed record ChangedGrid(
    string GridCode, string Name, string Level, string Difference, string? LeadUnitBefore, string? LeadUnitAfter,
    double? AreaSquareMetresBefore, double? AreaSquareMetresAfter);
