using GridMap.Server.Audit;

namespace GridMap.Server.Access;

/// <summary>A browser that somebody is signed in with, as the database has it.</summary>
/// <param name="Actor">Who.</param>
/// <param name="DisplayName">What the person is called.</param>
/// <param name="MustChangePassword">Whether nothing else works before the password is changed.</param>
/// <param name="ExpiresAt">When it ends whatever is done.</param>
/// <param name="IsSeenLately">Whether a request was noted within the last minute.</param>
internal sealed record BrowserSession(
    Actor Actor, string DisplayName, bool MustChangePassword, DateTimeOffset ExpiresAt, bool IsSeenLately)
{
    /// <summary>Minutes without a request after which it ends.</summary>
    public const int IdleMinutes = 30;

    /// <summary>Hours after which it ends.</summary>
    public const int LongestHours = 8;

    /// <summary>So many seconds without a request are allowed for certain: requests are noted to the minute.</summary>
    public const int IdleSeconds = (IdleMinutes - 1) * 60;
}
