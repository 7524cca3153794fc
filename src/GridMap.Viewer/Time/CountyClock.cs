using System.Globalization;
using GridMap.Viewer.Map;

namespace GridMap.Viewer.Time;

/// <summary>
/// Times as the county's clocks show them. The browser knows the zones, so it is asked; the runtime's own zone data
/// would be one more file to download.
/// </summary>
internal sealed class CountyClock(IZoneOffsets zones, TimeProvider clock)
{
    private const string Zoneless = "yyyy-MM-dd'T'HH:mm";

    /// <summary>IANA name of the county's time zone.</summary>
    public string Zone { get; set; } = "Asia/Shanghai";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A moment on the county's clocks.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => moment.ToOffset(zones.OffsetOf(Zone, moment));

    /// <summary>2026-11-23 16:05.</summary>
    public string Minute(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    /// <summary>As a form's field holds it.</summary>
    public string ToField(DateTimeOffset? moment) =>
        moment is { } some ? Local(some).ToString(Zoneless, CultureInfo.InvariantCulture) : "";

    /// <summary>Reads a form's field; false when it holds something that is no time.</summary>
    public bool TryFromField(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var local))
            return false;
        var asIfUtc = new DateTimeOffset(local, TimeSpan.Zero);
        // The offset that holds at the moment itself, which its first guess leads to.
        var guess = asIfUtc - zones.OffsetOf(Zone, asIfUtc);
        moment = asIfUtc - zones.OffsetOf(Zone, guess);
        return true;
    }
}
