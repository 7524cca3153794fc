using System.Globalization;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>Reads the change log by the difference of two snapshots.</summary>
internal static class ChangeLog
{
    /// <summary>More grids than this are not named one by one: a screen reads them all again.</summary>
    public const int NamedGrids = 500;

    // A thousand transactions at once; more are not a snapshot of ours.
    private const int LongestSnapshot = 20_000;

    /// <summary>What was committed since <paramref name="last"/>, and the snapshot to ask with next time.</summary>
    /// <param name="db">The primary: a standby's snapshots are its own.</param>
    /// <param name="last">The snapshot of the last call; null to begin.</param>
    /// <param name="countyCode">One county, or null for all.</param>
    /// <param name="ct">Cancels the question.</param>
    public static async Task<(string Snapshot, IReadOnlyList<CountyChanges> Changes)> SinceAsync(
        NpgsqlDataSource db, string? last, string? countyCode, CancellationToken ct)
    {
        var rows = await db.ListAsync(Sql.For("Platform/changes-since"), [Text(last), Text(countyCode)],
            row => (Snapshot: row.GetString(0), IsFromElsewhere: row.GetBoolean(1), County: row.Nullable<string>(2),
                Layer: row.IsDBNull(2) ? "" : row.GetBoolean(4) ? CountyChanges.ReloadLayer : LayerOf(row.GetString(3)),
                GridIds: row.Nullable<int[]>(5) ?? []), ct);
        var snapshot = rows[0].Snapshot;
        if (rows[0].IsFromElsewhere) return (snapshot, [CountyChanges.Reload(countyCode, snapshot)]);
        var changes = from row in rows
                      where row.County is not null
                      group row by row.County into county
                      select CountyChanges.Of(county.Key, snapshot,
                          county.GroupBy(row => row.Layer, (layer, its) => (layer, (IReadOnlyList<int>?)Named([.. its.SelectMany(row => row.GridIds).Distinct().Order()]))));
        return (snapshot, [.. changes]);
    }

    /// <summary>Whether the text can be asked with; a caller's snapshot is not to be trusted.</summary>
    /// <returns>True for <c>xmin:xmax:</c> and the transactions between them that were under way, ascending.</returns>
    public static bool IsSnapshot(string text)
    {
        if (text.Length > LongestSnapshot || text.Split(':') is not [var first, var end, var running]) return false;
        string[] ids = [first, .. running.Split(',', StringSplitOptions.RemoveEmptyEntries), end];
        var numbers = new List<ulong>();
        foreach (var id in ids)
        {
            if (!ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return false;
            numbers.Add(number);
        }
        // xmin may be the first of those under way; everything else rises.
        return numbers[0] <= numbers[1] && numbers.Skip(1).Zip(numbers.Skip(2), (one, next) => one < next).All(rises => rises);
    }

    private static int[]? Named(int[] gridIds) => gridIds.Length > NamedGrids ? null : gridIds;

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    private static string LayerOf(string entity) => entity switch
    {
        "issue" => "issues",
        "facility" => "facilities",
        "grid" => "grids",
        "unit" => "units",
        "street" => "streets",
        _ => entity,
    };
}
