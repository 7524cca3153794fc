using GridMap.Server.Platform;
using Npgsql;

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
    public static async Task<PublishedCounts> PublishAsync(ImportSession session, CancellationToken ct) =>
        (await session.Connection.ListAsync(
            Sql.For($"Import/publish-{session.Request.Layer.Noun}"), [session.County.Code, session.Request.BatchId], Read, ct))[0];

    /// <summary>One row of what a publication, or the merging of grids into a draft, counts.</summary>
    public static PublishedCounts Read(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
}
