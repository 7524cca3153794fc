using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Access;

/// <summary>Changes made on somebody's behalf: confined to where they may write, and audited in the same transaction.</summary>
internal static class CallerWrites
{
    // What the policies of row-level security compare with; unset, they let nothing through.
    private const string Confine =
        "SELECT set_config('gridmap.county_code', $1, true), set_config('gridmap.area_grid_ids', $2, true), set_config('gridmap.unit_codes', $3, true)";

    /// <summary>Runs a change, confined to where the caller may write, in a transaction with its audit entry.</summary>
    /// <param name="db">The database.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="change">Makes the change on the connection; what to audit, or null where nothing was changed.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static Task<T> WriteAsync<T>(
        this NpgsqlDataSource db, Caller caller, Func<NpgsqlConnection, Task<(T Result, AuditRecord? Record)>> change, CancellationToken ct) =>
        db.WriteAsync(caller.Actor, caller.CountyCode, async connection =>
        {
            await connection.ConfineAsync(caller.CountyCode, caller.Permission is null ? Scope.Nothing : caller.Scope, ct);
            return await change(connection);
        }, ct);

    /// <summary>Confines the transaction's writes to a part of a county.</summary>
    public static async Task ConfineAsync(this NpgsqlConnection connection, string? countyCode, Scope scope, CancellationToken ct)
    {
        await using var command = connection.Command(Confine, countyCode ?? "", scope.IsCounty ? "*" : string.Join(',', scope.AreaGridIds!),
            string.Join('\n', scope.UnitCodes ?? []));
        await command.ExecuteNonQueryAsync(ct);
    }
}
