using System.Collections.Concurrent;
using GridMap.Server.Platform;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Tiles;

/// <summary>
/// Tiles by key: kept for a minute at most or until their layer changes, and drawn once however many ask at the same time.
/// A drawing that nobody waits for any more is cancelled.
/// </summary>
internal sealed class TileStore(TileDatabase database, IOptions<TilesOptions> options) : IChangeListener, IDisposable
{
    // An issue becomes overdue by the clock alone, and writes behind GridMap's back tell nobody.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(1);

    // What an entry costs besides its bytes.
    private const int OverheadBytes = 400;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = options.Value.CacheMegabytes * 1024L * 1024 });
    private readonly ConcurrentDictionary<(string? County, string Layer), long> _versions = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<VersionedKey, Flight> _flights = [];

    /// <summary>How many tiles were drawn since the start.</summary>
    public long Drawn => _drawn;

    private long _drawn;

    /// <inheritdoc/>
    public void Heard(CountyChanges changes)
    {
        foreach (var layer in changes.Layers)
            _versions.AddOrUpdate((changes.CountyCode, layer), 1, (_, version) => version + 1);
    }

    /// <summary>The tile as it stands, as far as the change feed has told.</summary>
    public async Task<Tile> GetAsync(TileKey key, CancellationToken ct)
    {
        if (key.Scope.IsNothing) return Tile.Empty;
        var versioned = new VersionedKey(key, VersionOf(key));
        if (_kept.TryGetValue(versioned, out Tile? kept)) return kept!;
        var flight = Join(versioned);
        try
        {
            return await flight.Tile.WaitAsync(ct);
        }
        finally
        {
            Leave(versioned, flight);
        }
    }

    public void Dispose() => _kept.Dispose();

    // Read before the drawing begins: a change during it makes the tile old at once, never new by mistake.
    private long VersionOf(TileKey key) =>
        _versions.GetValueOrDefault((key.CountyCode, key.Layer.Name))
        + _versions.GetValueOrDefault((key.CountyCode, CountyChanges.ReloadLayer))
        + _versions.GetValueOrDefault((null, CountyChanges.ReloadLayer));

    private Flight Join(VersionedKey key)
    {
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out var flight))
            {
                var cancel = new CancellationTokenSource();
                _flights[key] = flight = new Flight(Task.Run(() => DrawAsync(key, cancel.Token), CancellationToken.None), cancel);
            }
            flight.Waiting++;
            return flight;
        }
    }

    private void Leave(VersionedKey key, Flight flight)
    {
        lock (_gate)
        {
            if (--flight.Waiting > 0) return;
            _flights.Remove(key);
        }
        flight.Cancel.Cancel();
        flight.Cancel.Dispose();
    }

    private async Task<Tile> DrawAsync(VersionedKey key, CancellationToken ct)
    {
        var tile = Tile.Of(await database.DrawAsync(key.Key, ct));
        Interlocked.Increment(ref _drawn);
        _kept.Set(key, tile, new MemoryCacheEntryOptions { Size = tile.Gzip.Length + OverheadBytes, AbsoluteExpirationRelativeToNow = LongestLife });
        return tile;
    }

    private readonly record struct VersionedKey(TileKey Key, long Version);

    private sealed record Flight(Task<Tile> Tile, CancellationTokenSource Cancel)
    {
        public int Waiting { get; set; }
    }
}
