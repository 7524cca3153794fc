using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Work;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Hangfire;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Work;

/// <summary>Asks for work, and tells how far it is.</summary>
internal sealed class WorkBoard(NpgsqlDataSource db, IBackgroundJobClient jobs, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(40);

    /// <summary>Asks for a piece of work; it is begun soon, or at a time, by any server.</summary>
    /// <param name="countyCode">The county.</param>
    /// <param name="kind">An <see cref="IWork.Kind"/>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="instruction">What it is told; kept as JSON.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="ct">Cancelling asks for nothing.</param>
    /// <param name="at">When it is to begin; null for soon.</param>
    public async Task<PieceOfWork> AskAsync(
        string countyCode, string kind, string subject, object instruction, Actor actor, CancellationToken ct, DateTimeOffset? at = null)
    {
        var workId = Guid.CreateVersion7();
        await db.ExecuteAsync(Sql.For("Work/add-work"), [countyCode, workId, kind, subject, Json(instruction), Json(actor)], ct);
        if (at is { } later) jobs.Schedule<WorkJob>(Jobs.Bulk, job => job.RunAsync(countyCode, workId, CancellationToken.None), later);
        else jobs.Enqueue<WorkJob>(Jobs.Bulk, job => job.RunAsync(countyCode, workId, CancellationToken.None));
        return (await FindAsync(countyCode, workId, ct))!;
    }

    /// <summary>How far it is; null where there is none of that name.</summary>
    public Task<PieceOfWork?> FindAsync(string countyCode, Guid workId, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Work/find-work"), [countyCode, workId], Read, ct);

    /// <summary>Waits for the end of a piece of work, but no longer than a request may: as it stands then.</summary>
    public async Task<PieceOfWork> AwaitAsync(PieceOfWork work, string countyCode, TimeSpan atMost, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        while (!work.IsOver && clock.GetElapsedTime(started) < atMost)
        {
            await Task.Delay(BetweenLooks, clock, ct);
            work = (await FindAsync(countyCode, work.WorkId, ct))!;
        }

        return work;
    }

    /// <summary>What was lately asked for, newest first.</summary>
    public Task<List<PieceOfWork>> ListAsync(string countyCode, string? kind, string? subject, CancellationToken ct) =>
        db.ListAsync(Sql.For("Work/list-work"), [countyCode, kind, subject], Read, ct);

    /// <summary>Has it stop soon, leaving everything as it was; one that is over stays as it is.</summary>
    public Task CancelAsync(string countyCode, Guid workId, CancellationToken ct) =>
        db.ExecuteAsync(Sql.For("Work/cancel-work"), [countyCode, workId], ct);

    private static PieceOfWork Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Nullable<string>(4), row.GetDouble(5),
        row.Nullable<string>(6), row.IsDBNull(7) ? null : JsonElement.Parse(row.GetString(7)),
        row.GetFieldValue<DateTimeOffset>(8), row.Nullable<DateTimeOffset?>(9));

    private static NpgsqlParameter Json(object value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(value, ContractsJson.Options) };
}
