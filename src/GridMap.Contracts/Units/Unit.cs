namespace GridMap.Contracts.Units;

/// <summary>An organisation that answers for something.</summary>
/// <param name="Code">Unique within the county.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>territorial</c> (块: a piece of ground) or <c>functional</c> (条: a kind of matter).</param>
/// <param name="ParentCode">The unit above it; null for the topmost.</param>
/// <param name="Phone">Where it is reached.</param>
public sealed record Unit(string Code, string Name, string Kind, string? ParentCode, string? Phone);
