using GridMap.Viewer.Map;

namespace GridMap.Viewer.Tests;

/// <summary>Zones without a browser: each name with its offsets.</summary>
internal sealed class FixedZones : IZoneOffsets
{
    private static readonly DateTimeOffset SummerEnds = new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

    public TimeSpan OffsetOf(string zone, DateTimeOffset moment) => zone switch
    {
        "Asia/Shanghai" => TimeSpan.FromHours(8),
        "America/New_York" => TimeSpan.FromHours(moment < SummerEnds ? -4 : -5),
        _ => TimeSpan.Zero,
    };
}

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    /// <summary>An open issue, reported at noon in Shanghai.</summary>
    public static GridMap.Contracts.Issues.Issue Issue(
        DateTimeOffset? dueAt = null, string status = "open", DateTimeOffset? reportedAt = null, string? address = "东街 1 号", int severity = 2) => new(
        Guid.CreateVersion7(), 7, null, "暴露垃圾", "一堆", severity, address, "patrol", "J02", "县住建局", status,
        reportedAt ?? Noon, dueAt, null, false, "999901001001001", "东街第1网格", 104.75, 30.45, 3, Noon, Noon, false);

    /// <summary>A standing dry toilet.</summary>
    public static GridMap.Contracts.Facilities.Facility Facility() => new(
        Guid.CreateVersion7(), 9, null, "toilet.dry", "东街旱厕", "东街 3 号", null, null, null, "existing", null, null,
        "999901001001001", "东街第1网格", 104.75, 30.45, 2, Noon, Noon, false);
}
