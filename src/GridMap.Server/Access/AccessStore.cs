using System.Security.Cryptography;
using GridMap.Contracts.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace GridMap.Server.Access;

/// <summary>
/// Who somebody is and what they hold, read from the database and kept for half a second: a map asks for thirty tiles at
/// once, and what is taken away is gone within a second on every server. On the server that takes it away, at once.
/// </summary>
internal sealed class AccessStore(NpgsqlDataSource db, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMilliseconds(500);
    private static readonly HeldGrant Everything = new(Role.Administrator, null, null, null);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 10_000 });
    private long _generation;

    /// <summary>Forgets everything kept: call it after changing accounts, sessions, keys, memberships or grants.</summary>
    public void Forget() => Interlocked.Increment(ref _generation);

    /// <summary>Whose key it is; null where it is unknown, expired or revoked, or its owner disabled.</summary>
    public Task<Actor?> FindKeyAsync(ApiKeySecret secret, CancellationToken ct) => KeptAsync<Actor?>(("key", secret.ToString()), async () =>
    {
        var found = await db.FirstOrDefaultAsync(Sql.For("Access/find-key"), [secret.KeyId],
            row => (Sha256: row.GetFieldValue<byte[]>(0), Actor: new Actor(
                row.GetString(1), row.Nullable<Guid?>(2), secret.KeyId, IsAdministrator: row.GetBoolean(3), IsReadOnly: row.GetBoolean(4))), ct);
        return found.Actor is not null && CryptographicOperations.FixedTimeEquals(found.Sha256, secret.Sha256) ? found.Actor : null;
    });

    /// <summary>A browser's session; null where it is over.</summary>
    public Task<BrowserSession?> FindSessionAsync(Guid sessionId, CancellationToken ct) => KeptAsync(("session", sessionId.ToString()), () =>
        db.FirstOrDefaultAsync(Sql.For("Access/find-session"), [sessionId, BrowserSession.IdleMinutes, BrowserSession.LongestHours],
            row => new BrowserSession(
                new(row.GetString(1), row.GetGuid(0), SessionId: sessionId, IsAdministrator: row.GetBoolean(3)),
                row.GetString(2), row.GetBoolean(4), row.GetFieldValue<DateTimeOffset>(5), row.GetBoolean(6)), ct));

    /// <summary>Notes that a session is in use.</summary>
    public async Task TouchAsync(BrowserSession session, CancellationToken ct)
    {
        if (!session.IsSeenLately) await db.ExecuteAsync(Sql.For("Access/touch-session"), [session.Actor.SessionId], ct);
    }

    /// <summary>What the actor holds in the county; empty where it has nothing to do with it or there is no such county.</summary>
    public Task<IReadOnlyList<HeldGrant>> FindGrantsAsync(Actor actor, string countyCode, CancellationToken ct) => actor.IsAdministrator
        ? Task.FromResult<IReadOnlyList<HeldGrant>>([Everything])
        : KeptAsync<IReadOnlyList<HeldGrant>>(("grants", $"{actor.AccountId}/{actor.KeyId}/{countyCode}"), async () =>
            await db.ListAsync(Sql.For("Access/find-grants"), [countyCode, actor.AccountId, actor.KeyId],
                row => new HeldGrant(row.Nullable<string>(0), row.Nullable<string>(1), row.Nullable<int[]>(2), row.Nullable<string>(3)), ct));

    /// <summary>The codes of the counties that the actor has to do with, ascending.</summary>
    public Task<List<string>> ListCountiesAsync(Actor actor, CancellationToken ct) =>
        db.ListAsync(Sql.For("Access/list-own-counties"), [actor.AccountId, actor.KeyId, actor.IsAdministrator], row => row.GetString(0), ct);

    /// <summary>The grids beneath a scope's areas, ascending; null for the whole county.</summary>
    public async Task<int[]?> GridsOfAsync(string countyCode, Scope scope, CancellationToken ct) => scope.AreaGridIds is not { } areas
        ? null
        : await KeptAsync(("grids", $"{countyCode}/{string.Join(',', areas)}"), async () => (await db.ListAsync(
            "SELECT DISTINCT grid_id FROM grid_within WHERE county_code = $1 AND ancestor_grid_id = ANY ($2) ORDER BY grid_id",
            [countyCode, areas], row => row.GetInt32(0), ct)).ToArray());

    /// <summary>The caller's scope as lists take it: its grids one by one, and its units.</summary>
    public async Task<object?[]> GridsOfAsync(Caller caller, CancellationToken ct) =>
        [await GridsOfAsync(caller.CountyCode!, caller.Scope, ct), caller.Scope.UnitCodes];

    /// <summary>What <paramref name="load"/> gives, or gave less than half a second ago.</summary>
    public async Task<T> KeptAsync<T>((string What, string Key) asked, Func<Task<T>> load)
    {
        var key = (asked, Interlocked.Read(ref _generation));
        if (_kept.TryGetValue(key, out (T Value, long At) kept) && clock.GetElapsedTime(kept.At) < Kept) return kept.Value;
        var at = clock.GetTimestamp();
        var value = await load();
        _kept.Set(key, (value, at), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return value;
    }

    public void Dispose() => _kept.Dispose();
}
