using System.Globalization;
using GridMap.Contracts.Imports;

namespace GridMap.Server.Import.Mapping;

/// <summary>Reads a file's times in the county's time zone.</summary>
/// <remarks>
/// A time that the change to summer time leaves out is moved forward by the length of the gap (02:30 becomes 03:30); one
/// that the change back brings twice is taken as the first.
/// </remarks>
/// <param name="zone">The zone of times that name none.</param>
/// <param name="importTime">The time of the import, by the database's clock.</param>
internal sealed class CountyTime(TimeZoneInfo zone, DateTimeOffset importTime)
{
    private const double MostMinutes = 100 * 366 * 24 * 60;

    private static readonly string[] IsoForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] IsoFormsWithZone = [.. IsoForms[1..].SelectMany(form => new[] { form + "zzz", form + "'Z'" })];

    /// <summary>The zone of that IANA name.</summary>
    /// <exception cref="FileRefusedException">This machine knows no such zone.</exception>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw new FileRefusedException($"'{name}' is not a time zone; name one as the IANA list does, like Asia/Shanghai.");

    /// <summary>Whether times can be read by a mapping's format; .NET takes some texts for none only when it meets a time.</summary>
    public static bool IsFormat(string format)
    {
        if (format == MappedField.MinutesBeforeImport) return true;
        try
        {
            // Written and read, since each finds other faults.
            var written = DateTime.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
            _ = DateTime.TryParseExact(written, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Reads a time.</summary>
    /// <param name="text">As the file has it.</param>
    /// <param name="format">The mapping's format; ISO 8601 where null.</param>
    /// <returns>Null when it cannot be read.</returns>
    public DateTimeOffset? Read(string text, string? format)
    {
        if (format == MappedField.MinutesBeforeImport) return ReadRelative(text);
        if (format is null && TryExact(text, IsoFormsWithZone, out var utc)) return utc;
        if (format is not null && NamesZone(format)) return TryExact(text, [format], out utc) ? utc : null;
        return DateTime.TryParseExact(text, format is null ? IsoForms : [format], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local)
            : null;
    }

    /// <summary>Reads a day.</summary>
    public DateOnly? ReadDay(string text, string? format) =>
        format == MappedField.MinutesBeforeImport
            ? ReadRelative(text) is { } moment ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime) : null
            : DateOnly.TryParseExact(text, format is null ? ["yyyy-MM-dd"] : [format], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private DateTimeOffset? ReadRelative(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && Math.Abs(minutes) <= MostMinutes
            ? importTime - TimeSpan.FromMinutes(minutes)
            : null;

    private static bool NamesZone(string format) => format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);

    private static bool TryExact(string text, string[] formats, out DateTimeOffset utc)
    {
        var isRead = DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        utc = time.ToUniversalTime();
        return isRead;
    }

    private DateTimeOffset? InZone(DateTime local)
    {
        // The first and last days of the calendar leave it when moved to UTC.
        if (local.Year is < 2 or > 9998) return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
