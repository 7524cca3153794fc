namespace GridMap.Contracts.Divisions;

/// <summary>
/// Divides responsibility grids of a draft into unit grids (单元网格), along streets and rivers first; <c>POST
/// /api/counties/{county}/divisions/{id}/unit-grids</c>.
/// </summary>
/// <param name="ParentCodes">Codes of what to divide: of a town or community its responsibility grids, or itself where it has none; null for all responsibility grids.</param>
/// <param name="AreaSquareMetres">How large a unit grid should be; 2,000 to 100,000.</param>
/// <param name="Replace">Whether grids that have unit grids already get new ones in their place; otherwise these stay.</param>
public sealed record MakeUnitGrids(IReadOnlyList<string>? ParentCodes = null, double AreaSquareMetres = 10_000, bool Replace = false);

/// <summary>What came of dividing a draft into unit grids.</summary>
/// <param name="DivisionId">The draft.</param>
/// <param name="Divided">How many grids were divided.</param>
/// <param name="Kept">How many were left alone because they have unit grids already.</param>
/// <param name="Made">How many unit grids were made.</param>
/// <param name="Removed">How many unit grids they took the place of.</param>
public sealed record UnitGridsMade(int DivisionId, int Divided, int Kept, int Made, int Removed);
