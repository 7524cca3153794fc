using System.Net.Http.Headers;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Testing;

/// <summary>Keys with which tests call the server.</summary>
public static class TestKeys
{
    private static readonly ApiKeySecret AdministratorSecret = ApiKeySecret.Create(Guid.CreateVersion7());

    /// <summary>A key that may do everything; every test's database knows it.</summary>
    public static string Administrator { get; } = AdministratorSecret.ToString();

    /// <summary>The header that carries a key.</summary>
    public static AuthenticationHeaderValue Header(string key) => new("Bearer", key);

    /// <summary>Makes a key with a role of its own.</summary>
    public static async Task<string> CreateAsync(
        NpgsqlDataSource db, string role, string? county = null, string? area = null, string? unit = null, bool isReadOnly = false)
    {
        var secret = ApiKeySecret.Create(Guid.CreateVersion7());
        await StoreAsync(db, secret, role, county, area, unit, isReadOnly);
        return secret.ToString();
    }

    /// <summary>Makes an account's own key, for every county it works in.</summary>
    public static async Task<string> CreateForAsync(NpgsqlDataSource db, Guid account, bool isReadOnly = false)
    {
        var secret = ApiKeySecret.Create(Guid.CreateVersion7());
        await db.ExecuteAsync(
            """
            INSERT INTO api_key (key_id, secret_sha256, label, account_id, is_read_only, expires_at)
            VALUES ($1, $2, 'test', $3, $4, now() + interval '1 day')
            """,
            [secret.KeyId, secret.Sha256, account, isReadOnly], CancellationToken.None);
        return secret.ToString();
    }

    internal static Task StoreAdministratorAsync(NpgsqlDataSource db) =>
        StoreAsync(db, AdministratorSecret, "administrator", null, null, null, isReadOnly: false);

    private static Task<int> StoreAsync(
        NpgsqlDataSource db, ApiKeySecret secret, string role, string? county, string? area, string? unit, bool isReadOnly) => db.ExecuteAsync(
        """
        INSERT INTO api_key (key_id, secret_sha256, label, role, county_code, area_code, unit_code, is_read_only, expires_at)
        VALUES ($1, $2, $3, $3, $4, $5, $6, $7, now() + interval '1 day')
        """,
        [secret.KeyId, secret.Sha256, role, county, area, unit, isReadOnly], CancellationToken.None);
}
