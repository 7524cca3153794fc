namespace GridMap.Contracts.Units;

/// <summary>An organisation that answers for something, or a person who does.</summary>
/// <param name="Code">Unique within the county.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">One of <see cref="UnitKind"/>.</param>
/// <param name="ParentCode">The unit above it, for a person the one they work for; null for the topmost.</param>
/// <param name="Phone">Where it is reached.</param>
public sealed record Unit(string Code, string Name, string Kind, string? ParentCode, string? Phone);
