namespace GridMap.Server.WallSheets;

/// <summary>A line of the table: a grid, or the name of the area above those that follow.</summary>
/// <param name="Group">Which area above; lines of one have the same number.</param>
/// <param name="Heading">Its name; null for a grid.</param>
/// <param name="Cells">For a grid, the lines of text in each column.</param>
/// <param name="Height">In points.</param>
internal sealed record TableLine(int Group, string? Heading, IReadOnlyList<IReadOnlyList<string>> Cells, float Height);
