using GridMap.Contracts.Units;

namespace GridMap.Contracts.Grids;

/// <summary>A grid with what a person wants to know about it; <c>GET /api/counties/{county}/grids/{code}</c>.</summary>
/// <param name="GridId">The feature's number in tiles; unique in the county.</param>
/// <param name="GridCode">Unique within its division.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">One of <see cref="GridLevel"/>.</param>
/// <param name="Parents">The grids above it, topmost first.</param>
/// <param name="AreaSquareMetres">Geodesic area on WGS 84, holes left out; above zero.</param>
/// <param name="Residents">People living in it, where known.</param>
/// <param name="LeadUnit">The lead unit (牵头单位); null where none was named.</param>
/// <param name="WasRepaired">Whether the file's geometry was invalid and is stored repaired.</param>
/// <param name="UnresolvedIssues">As last counted; null while the first count is awaited.</param>
/// <param name="IssuesPerSquareKilometre">As last counted; null while the first count is awaited.</param>
/// <param name="AsOf">When they were counted; null while the first count is awaited.</param>
/// <param name="FacilitiesByKind">Number of existing facilities by kind, counted now, the grids beneath included.</param>
/// <param name="ClearedByKind">Number of cleared facilities by kind, likewise.</param>
/// <param name="Revision">Raised by every change of the grid; the ETag.</param>
public sealed record GridDetail(
    int GridId,
    string GridCode,
    string Name,
    string Level,
    IReadOnlyList<GridName> Parents,
    double AreaSquareMetres,
    int? Residents,
    Unit? LeadUnit,
    bool WasRepaired,
    int? UnresolvedIssues,
    double? IssuesPerSquareKilometre,
    DateTimeOffset? AsOf,
    IReadOnlyDictionary<string, int> FacilitiesByKind,
    IReadOnlyDictionary<string, int> ClearedByKind,
    long Revision);

/// <summary>A grid by code and name.</summary>
public sealed record GridName(string GridCode, string Name, string Level);
