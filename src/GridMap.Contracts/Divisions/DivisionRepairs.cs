using System.Text.Json;

namespace GridMap.Contracts.Divisions;

/// <summary>Asks for a proposal how to repair a checked draft; <c>POST /api/counties/{county}/divisions/{id}/repair</c>.</summary>
/// <param name="Defects">Numbers of the defects to repair; null for all.</param>
/// <param name="WidestGapMetres">Gaps wider than this are not given away: a grid is missing there. 0 to 1,000.</param>
public sealed record RepairDivision(IReadOnlyList<int>? Defects = null, double WidestGapMetres = 10);

/// <summary>How a draft could be repaired; nothing of it is done until somebody accepts it.</summary>
/// <param name="DivisionId">The draft.</param>
/// <param name="Revision">Of the draft it was made for; once that was changed, it cannot be accepted any more.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RemainingBlocking">Defects wider than the county tolerates that would remain.</param>
/// <param name="RemainingTolerated">Defects within tolerance that would remain.</param>
/// <param name="Steps">What would be done, in order.</param>
/// <param name="Changes">The grids that would change.</param>
public sealed record DivisionRepairProposal(
    int DivisionId, long Revision, DateTimeOffset CreatedAt, int RemainingBlocking, int RemainingTolerated,
    IReadOnlyList<DivisionRepairStep> Steps, IReadOnlyList<RepairedGrid> Changes);

/// <summary>One thing a repair would do.</summary>
/// <param name="Kind">fixed-rings, snapped-edges, gave-gap, gave-overlap or clipped.</param>
/// <param name="GridCodes">The grids concerned.</param>
/// <param name="To">Code of the grid that gets the ground; null where nobody does.</param>
/// <param name="AreaSquareMetres">How much ground changes hands.</param>
/// <param name="Place">The ground, as GeoJSON; null for snapped edges.</param>
public sealed record DivisionRepairStep(
    string Kind, IReadOnlyList<string> GridCodes, string? To, double AreaSquareMetres, JsonElement? Place);

/// <summary>A grid before and after a repair.</summary>
/// <param name="GridCode">Its code, which names the change when it is accepted.</param>
/// <param name="Name">Its name.</param>
/// <param name="AreaSquareMetresBefore">Geodesic.</param>
/// <param name="AreaSquareMetresAfter">Geodesic.</param>
/// <param name="Before">GeoJSON.</param>
/// <param name="After">GeoJSON.</param>
public sealed record RepairedGrid(
    string GridCode, string Name, double AreaSquareMetresBefore, double AreaSquareMetresAfter, JsonElement Before, JsonElement After);

/// <summary>Does what was proposed, or a part of it; <c>POST /api/counties/{county}/divisions/{id}/repair/accept</c>.</summary>
/// <param name="Changes">Codes of the grids to change; null for all.</param>
public sealed record AcceptRepair(IReadOnlyList<string>? Changes = null);
