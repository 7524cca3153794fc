namespace GridMap.Server.Audit;

/// <summary>Who does something and from where, as the audit tells it.</summary>
/// <param name="Name">An account's name, a key's label, or the command line.</param>
/// <param name="AccountId">The account; null for a key with a role of its own and for the command line.</param>
/// <param name="KeyId">The key; null for a browser and for the command line.</param>
/// <param name="Address">IP address; null for the command line.</param>
/// <param name="SessionId">The browser's session; null for a key and for the command line.</param>
/// <param name="IsAdministrator">Whether it may do everything in every county.</param>
/// <param name="IsReadOnly">Whether it may only read, whatever its roles.</param>
internal sealed record Actor(
    string? Name, Guid? AccountId = null, Guid? KeyId = null, string? Address = null, Guid? SessionId = null,
    bool IsAdministrator = false, bool IsReadOnly = false)
{
    /// <summary>Whoever owns the machine and types a command.</summary>
    public static Actor CommandLine { get; } = new("command line", IsAdministrator: true);

    /// <summary>Somebody who is not signed in.</summary>
    public static Actor Nobody(HttpContext http) => new(null, Address: http.Connection.RemoteIpAddress?.ToString());
}
