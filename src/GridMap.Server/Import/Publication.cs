using GridMap.Server.Platform;

namespace GridMap.Server.Import;

/// <summary>What one publication did.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Updated">Known rows whose content differed.</param>
/// <param name="Staged">Rows that were to be stored.</param>
/// <param name="Outside">Those of them that lie in no grid.</param>
internal readonly record struct PublishedCounts(int Added, int Updated, int Staged, int Outside)
{
    public int Unchanged => Staged - Added - Updated;

    public bool ChangedAnything => Added + Updated > 0;
}

/// <summary>Moves the staged rows into their table: one statement stores them, writes their history and marks their grids.</summary>
internal static class Publication
{
    public static async Task<PublishedCounts> PublishAsync(ImportSession session, CancellationToken ct)
    {
        var noun = session.Request.Layer.Noun;
        if (noun == "grid")
            await session.Connection.ExecuteAsync(Sql.For("Import/open-division"), [session.County.Code, session.County.Name], ct);
        var counts = await session.Connection.ListAsync(
            Sql.For($"Import/publish-{noun}"), [session.County.Code, session.Request.BatchId],
            row => new PublishedCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), ct);
        return counts[0];
    }
}
