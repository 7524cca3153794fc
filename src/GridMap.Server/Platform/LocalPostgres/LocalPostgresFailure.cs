namespace GridMap.Server.Platform;

/// <summary>Turns what PostgreSQL's programs write when they fail into one sentence.</summary>
internal static class LocalPostgresFailure
{
    public static StartupException Explain(string what, string output)
    {
        if (output.Contains("No space left on device", StringComparison.Ordinal))
            return new($"There is no space left on the disk: {what}. Free some, or set {GridMapHome.Variable} to a folder on another disk.");

        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var reason = lines.LastOrDefault(IsReason) ?? lines.LastOrDefault() ?? "no reason was given";
        return new($"{what}: {reason}");
    }

    private static bool IsReason(string line) =>
        line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal)
        || line.Contains("error:", StringComparison.Ordinal);
}
