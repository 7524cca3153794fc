using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Accounts;

/// <summary>Accounts and their keys, stored behind the server's back.</summary>
internal static class People
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An account without a password.</summary>
    public static async Task<Guid> StoreAsync(NpgsqlDataSource db, string name, bool isDemo = false)
    {
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync(
            "INSERT INTO account (account_id, name, display_name, security_stamp, is_demo) VALUES ($1, $2, $2, 'x', $3)", [id, name, isDemo], Ct);
        return id;
    }

    /// <summary>A client that calls with a key of the account's own.</summary>
    public static async Task<HttpClient> ClientAsync(GridMapApp app, Guid account, bool isReadOnly = false)
    {
        var secret = ApiKeySecret.Create(Guid.CreateVersion7());
        await app.Database.Source.ExecuteAsync(
            """
            INSERT INTO api_key (key_id, secret_sha256, label, account_id, is_read_only, expires_at)
            VALUES ($1, $2, 'test', $3, $4, now() + interval '1 day')
            """, [secret.KeyId, secret.Sha256, account, isReadOnly], Ct);
        return Client(app, secret.ToString());
    }

    /// <summary>A client that calls with a key.</summary>
    public static HttpClient Client(GridMapApp app, string key)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(key);
        return client;
    }
}
