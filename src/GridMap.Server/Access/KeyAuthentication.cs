using System.Net.Http.Headers;
using System.Text;
using GridMap.Server.Audit;

namespace GridMap.Server.Access;

/// <summary>Programs' keys: <c>Authorization: Bearer …</c>, or HTTP Basic with the key as password and any name.</summary>
internal static class KeyAuthentication
{
    private const int LongestHeader = 400;

    /// <summary>Whether the request shows a key, right or wrong.</summary>
    public static bool IsTriedBy(HttpRequest request) => request.Headers.Authorization.Count > 0;

    /// <summary>Whose key the request carries; null where it carries none or a wrong one.</summary>
    public static async Task<Actor?> FindAsync(HttpContext http, AccessStore store)
    {
        if (Secret(http.Request.Headers.Authorization) is not { } text || !ApiKeySecret.TryParse(text, out var secret)) return null;
        var actor = await store.FindKeyAsync(secret, http.RequestAborted);
        return actor is null ? null : actor with { Address = http.Connection.RemoteIpAddress?.ToString() };
    }

    private static string? Secret(string? header)
    {
        if (header is null || header.Length > LongestHeader || !AuthenticationHeaderValue.TryParse(header, out var sent)) return null;
        return sent.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => sent.Parameter,
            "BASIC" => Password(sent.Parameter),
            _ => null,
        };
    }

    private static string? Password(string? parameter)
    {
        var bytes = new byte[LongestHeader];
        if (parameter is null || !Convert.TryFromBase64String(parameter, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..] : null;
    }
}
