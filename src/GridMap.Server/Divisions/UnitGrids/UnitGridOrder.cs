using GridMap.Contracts.Divisions;

namespace GridMap.Server.Divisions.UnitGrids;

/// <summary>What the work of making unit grids is told.</summary>
/// <param name="Wanted">What was asked for.</param>
/// <param name="Revision">Of the draft as whoever asked saw it.</param>
internal sealed record UnitGridOrder(MakeUnitGrids Wanted, long Revision);
