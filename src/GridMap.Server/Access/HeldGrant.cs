namespace GridMap.Server.Access;

/// <summary>A row of find-grants.sql: one role of the caller in the county asked about.</summary>
/// <param name="Role">See <see cref="Contracts.Access.Role"/>; null for mere membership.</param>
/// <param name="AreaCode">The area it was granted for; null for the whole county.</param>
/// <param name="AreaGridIds">The grids of that code; null for the whole county, empty where no grid has the code.</param>
/// <param name="UnitCode">For a department: the unit whose issues it sees; otherwise the member's own.</param>
internal sealed record HeldGrant(string? Role, string? AreaCode, int[]? AreaGridIds, string? UnitCode);
