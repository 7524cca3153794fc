using System.Text.Json;
using GridMap.Contracts;
using GridMap.Server.Platform;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Audit;

/// <summary>What was done or refused.</summary>
/// <param name="Action">For example <c>import.published</c>; left to the change where one is named.</param>
/// <param name="Entity">The kind of thing; null for none.</param>
/// <param name="EntityId">Which one.</param>
/// <param name="Before">What changed, as it was.</param>
/// <param name="After">What changed, as it is.</param>
/// <param name="Detail">Anything else worth knowing.</param>
/// <param name="ChangeId">A row of table change whose entity, action, before and after it tells.</param>
/// <param name="IsRefused">Whether it was asked for and not done.</param>
internal sealed record AuditRecord(
    string Action, string? Entity = null, string? EntityId = null, object? Before = null, object? After = null,
    object? Detail = null, Guid? ChangeId = null, bool IsRefused = false)
{
    /// <summary>A change that stands in table change already.</summary>
    public static AuditRecord OfChange(Guid changeId) => new("change", ChangeId: changeId);
}

/// <summary>
/// Writes the audit: per county one chain of hashes. It is appended last in its transaction, since its lock is held until
/// the commit and caps a county at some 2,700 writes a second.
/// </summary>
internal static class AuditLog
{
    /// <summary>The chain of what concerns no county.</summary>
    public const string ServerChain = "000000";

    /// <summary>Appends in the transaction of the change itself; nothing but its commit may follow.</summary>
    public static async Task AppendAsync(
        this NpgsqlConnection connection, Actor actor, string? countyCode, AuditRecord record, CancellationToken ct)
    {
        var county = countyCode ?? ServerChain;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("SELECT pg_advisory_xact_lock(hashtextextended('gridmap audit ' || $1, 0))", new NpgsqlParameter { Value = county }));
        batch.BatchCommands.Add(Command(Sql.For("Audit/append"),
            new NpgsqlParameter { Value = county },
            new NpgsqlParameter { Value = JsonSerializer.Serialize(Content(actor, record), ContractsJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new NpgsqlParameter { Value = record.ChangeId is { } change ? new[] { change } : Array.Empty<Guid>() }));
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs a change in a transaction, appends its entry last, and commits.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="countyCode">Whose chain tells of it; null for the server's.</param>
    /// <param name="change">Makes the change on the connection; what to audit, or null where nothing was changed.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static async Task<T> WriteAsync<T>(
        this NpgsqlDataSource db, Actor actor, string? countyCode,
        Func<NpgsqlConnection, Task<(T Result, AuditRecord? Record)>> change, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (result, record) = await change(connection);
        if (record is not null) await connection.AppendAsync(actor, countyCode, record, ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>Appends what stands alone: a refusal, a sign-in.</summary>
    public static Task AppendAsync(
        this NpgsqlDataSource db, Actor actor, string? countyCode, AuditRecord record, CancellationToken ct) =>
        db.WriteAsync(actor, countyCode, _ => Task.FromResult<(bool, AuditRecord?)>((true, record)), ct);

    private static Dictionary<string, object?> Content(Actor actor, AuditRecord record) => new()
    {
        ["actor"] = actor.Name,
        ["accountId"] = actor.AccountId,
        ["keyId"] = actor.KeyId,
        ["address"] = actor.Address,
        ["action"] = record.Action,
        ["outcome"] = record.IsRefused ? "refused" : "done",
        ["entity"] = record.Entity,
        ["entityId"] = record.EntityId,
        ["before"] = record.Before,
        ["after"] = record.After,
        ["detail"] = record.Detail,
    };

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
