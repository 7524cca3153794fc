using GridMap.Server.Platform;
using GridMap.Spatial.Grids;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Grids;

/// <summary>
/// The grids of the counties last asked about, kept in memory. Asked by many at once, a county is read once; the least
/// recently used county makes room for a new one.
/// </summary>
internal sealed class GridLocators(NpgsqlDataSource db)
{
    // A county of 20,000 grids takes some 40 MB, an ordinary one of 500 less than one.
    private const int MostCounties = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _uses;

    /// <summary>The county's grids as they stand now (one small query when they are kept already); null where there is no such county.</summary>
    public async ValueTask<CountyGrids?> GetAsync(string countyCode, CancellationToken ct)
    {
        var revision = await db.FirstOrDefaultAsync(
            "SELECT grid_revision FROM county WHERE county_code = $1", [countyCode], row => (long?)row.GetInt64(0), ct);
        if (revision is null) return null;
        var kept = await GetKeptAsync(countyCode, ct);
        if (kept is null || kept.GridRevision >= revision) return kept;
        Forget(countyCode, kept);
        return await GetKeptAsync(countyCode, ct);
    }

    /// <summary>
    /// The county's grids as kept, possibly overtaken: for statements that compare the revision themselves, and
    /// <see cref="Forget"/> these grids when it moved on. Null where there is no such county.
    /// </summary>
    public async ValueTask<CountyGrids?> GetKeptAsync(string countyCode, CancellationToken ct)
    {
        var entry = EntryOf(countyCode);
        try
        {
            // The load is shared, so one caller who gives up does not cancel it for the others.
            var grids = await entry.Grids.Value.WaitAsync(ct);
            if (grids is null) Remove(countyCode, entry);
            else MakeRoom();
            return grids;
        }
        catch (Exception) when (entry.Grids.Value.IsFaulted)
        {
            Remove(countyCode, entry);
            throw;
        }
    }

    /// <summary>Reads the county's grids again at the next use, unless others than <paramref name="overtaken"/> are kept by now.</summary>
    public void Forget(string countyCode, CountyGrids overtaken)
    {
        lock (_lock)
            if (_entries.TryGetValue(countyCode, out var entry) && entry.Holds(overtaken)) _entries.Remove(countyCode);
    }

    /// <summary>The grid in a row of load-grids.sql; null where the county has none.</summary>
    public static GridShape? ReadShape(NpgsqlDataReader row) => row.IsDBNull(1)
        ? null
        : new GridShape(row.GetInt32(1), row.GetString(2), row.GetFieldValue<Geometry>(3));

    /// <summary>The county's responsibility grids as a transaction sees them.</summary>
    public static async Task<GridLocator> LoadAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        var shapes = await connection.ListAsync(Sql.For("Grids/load-grids"), [countyCode], ReadShape, ct);
        return GridLocator.Build(shapes.OfType<GridShape>());
    }

    private Entry EntryOf(string countyCode)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(countyCode, out var entry))
                _entries[countyCode] = entry = new(new(() => Task.Run(() => LoadAsync(countyCode))));
            entry.LastUse = ++_uses;
            return entry;
        }
    }

    // Only after a county was found, so that made-up codes push nothing out.
    private void MakeRoom()
    {
        lock (_lock)
            while (_entries.Count > MostCounties) _entries.Remove(_entries.MinBy(kept => kept.Value.LastUse).Key);
    }

    private void Remove(string countyCode, Entry entry)
    {
        lock (_lock)
            if (_entries.GetValueOrDefault(countyCode) == entry) _entries.Remove(countyCode);
    }

    private async Task<CountyGrids?> LoadAsync(string countyCode)
    {
        var rows = await db.ListAsync(Sql.For("Grids/load-grids"), [countyCode],
            row => (Revision: row.GetInt64(0), Shape: ReadShape(row)), CancellationToken.None);
        return rows is [var first, ..]
            ? new(first.Revision, GridLocator.Build(rows.Select(row => row.Shape).OfType<GridShape>()))
            : null;
    }

    private sealed class Entry(Lazy<Task<CountyGrids?>> grids)
    {
        public Lazy<Task<CountyGrids?>> Grids => grids;

        public long LastUse { get; set; }

        public bool Holds(CountyGrids some) => grids is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            && ReferenceEquals(grids.Value.Result, some);
    }
}
