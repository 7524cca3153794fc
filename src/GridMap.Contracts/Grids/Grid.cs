using GridMap.Contracts.Units;

namespace GridMap.Contracts.Grids;

/// <summary>The levels of a county's division, from the top.</summary>
public static class GridLevel
{
    public const string Town = "town";
    public const string Community = "community";

    /// <summary>责任网格: the level that issues and facilities belong to.</summary>
    public const string Responsibility = "responsibility";

    /// <summary>单元网格: what responsibility grids are composed of.</summary>
    public const string Unit = "unit";

    /// <summary>All levels, highest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Town, Community, Responsibility, Unit];
}

/// <summary>A grid: a piece of ground with exactly one lead unit.</summary>
/// <param name="GridId">The feature's number in tiles; unique in the county.</param>
/// <param name="GridCode">Unique within its division.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">One of <see cref="GridLevel"/>.</param>
/// <param name="ParentCode">Code of the grid above it.</param>
/// <param name="AreaSquareMetres">Geodesic area on WGS 84, holes left out; above zero.</param>
/// <param name="Residents">People living in it, where known.</param>
/// <param name="LeadUnit">The lead unit (牵头单位); null where none was named.</param>
/// <param name="WasRepaired">Whether the file's geometry was invalid and is stored repaired.</param>
public sealed record Grid(
    int GridId,
    string GridCode,
    string Name,
    string Level,
    string? ParentCode,
    double AreaSquareMetres,
    int? Residents,
    Unit? LeadUnit,
    bool WasRepaired);
