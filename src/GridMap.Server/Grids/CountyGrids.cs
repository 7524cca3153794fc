using GridMap.Spatial.Grids;

namespace GridMap.Server.Grids;

/// <summary>The responsibility grids of one county as they stood at one revision.</summary>
/// <param name="GridRevision">
/// <c>county.grid_revision</c> they were read at. A statement that stores a grid found with them compares it with the
/// county's, under a lock on the county's row, and stores nothing when it moved on.
/// </param>
/// <param name="Locator">Whose grid a point is.</param>
internal sealed record CountyGrids(long GridRevision, GridLocator Locator);
