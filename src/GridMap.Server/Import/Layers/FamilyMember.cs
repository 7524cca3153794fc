namespace GridMap.Server.Import.Layers;

/// <summary>A row of a layer whose rows name their parents.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Code">The row's own code.</param>
/// <param name="ParentCode">Its parent's.</param>
/// <param name="ParentColumn">The column that names the parent.</param>
/// <param name="Rank">Where it stands in the tree; a parent's is lower. Null where ranks do not matter.</param>
internal sealed record FamilyMember(int Line, string Code, string? ParentCode, string? ParentColumn, int? Rank = null);
