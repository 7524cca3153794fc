using GridMap.Server.Platform;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Names are compared in Unicode's NFKC and small letters, so that no two accounts look the same by width or case.</summary>
internal sealed class AccountNames : ILookupNormalizer
{
    /// <summary>Characters of a name, as typed.</summary>
    public const int Most = 100;

    /// <summary>The form that is stored.</summary>
    /// <remarks>The database brings it to NFKC: .NET does only where ICU is installed, and all servers have to agree.</remarks>
    public static async Task<string> NormalizeAsync(NpgsqlDataSource db, string name, CancellationToken ct) =>
        Small((await db.FirstOrDefaultAsync("SELECT normalize($1, NFKC)", [name], row => row.GetString(0), ct))!);

    public string? NormalizeName(string? name) => name is null ? null : Small(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);

    private static string Small(string name) => name.Trim().ToLowerInvariant();
}
