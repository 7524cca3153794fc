using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>One row that wakes readers of the change log for a whole bulk change.</summary>
internal static class CountyReload
{
    /// <summary>Has readers load a layer of the county again, once the transaction is committed.</summary>
    /// <param name="connection">Within the transaction of the change.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="batchId">The import that changed it; null for none.</param>
    /// <param name="layer">grids, facilities, issues, streets or units.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static Task TellAsync(NpgsqlConnection connection, string countyCode, Guid? batchId, string layer, CancellationToken ct) =>
        connection.ExecuteAsync(Sql.For("Platform/tell-reload"), [countyCode, Guid.CreateVersion7(), batchId, layer], ct);
}
