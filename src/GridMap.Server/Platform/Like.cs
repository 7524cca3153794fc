namespace GridMap.Server.Platform;

/// <summary>Patterns of SQL's LIKE from what a person typed.</summary>
internal static class Like
{
    /// <summary>Any text that contains the typed one; its own wildcards stand for themselves. Null stays null.</summary>
    public static string? Containing(string? typed) => typed is null ? null : $"%{Escape(typed)}%";

    /// <summary>The typed text with LIKE's wildcards escaped.</summary>
    public static string Escape(string typed) =>
        typed.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
