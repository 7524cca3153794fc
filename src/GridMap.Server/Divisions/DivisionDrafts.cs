using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Beginning and ending drafts, in a transaction that holds <see cref="DivisionLock"/>.</summary>
internal static class DivisionDrafts
{
    /// <summary>Begins a draft, a copy of the division in force; its number.</summary>
    /// <param name="connection">Within its transaction.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="by">Who begins it, as the audit names them.</param>
    /// <param name="batchId">The import that fills it; null where somebody draws.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static async Task<int> OpenAsync(
        NpgsqlConnection connection, string countyCode, string name, string? by, Guid? batchId, CancellationToken ct) =>
        (await connection.ListAsync(Sql.For("Divisions/open-draft"), [countyCode, name, by, batchId], row => row.GetInt32(0), ct))[0];

    /// <summary>Throws a draft away; whether there was one.</summary>
    public static async Task<bool> DiscardAsync(NpgsqlConnection connection, string countyCode, int divisionId, CancellationToken ct) =>
        await connection.ExecuteAsync(
            "DELETE FROM division WHERE county_code = $1 AND division_id = $2 AND status IN ('draft', 'checked')", [countyCode, divisionId], ct) > 0;
}
