using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Work;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Hangfire;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Work;

/// <summary>
/// Does one piece of work. Hangfire only starts it, and starts it again where a server died over it: what to do and how far
/// it is stands in table <c>work</c>.
/// </summary>
internal sealed partial class WorkJob(NpgsqlDataSource db, IEnumerable<IWork> kinds, ILogger<WorkJob> log)
{
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(string countyCode, Guid workId, CancellationToken stopping)
    {
        var taken = await db.FirstOrDefaultAsync(Sql.For("Work/take-work"), [countyCode, workId], row => (
            Kind: row.GetString(0), Order: new WorkOrder(
                countyCode, workId, row.GetString(1), JsonElement.Parse(row.GetString(2)),
                JsonSerializer.Deserialize<Actor>(row.GetString(3), ContractsJson.Options)!),
            IsCalledOff: row.GetBoolean(4)), stopping);
        if (taken.Order is null || taken.IsCalledOff) return;
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var (status, failure, result) = await DoAsync(kinds.Single(kind => kind.Kind == taken.Kind), taken.Order, calledOff);
        // A server that stops leaves it to another.
        if (status == WorkStatus.Cancelled && stopping.IsCancellationRequested) stopping.ThrowIfCancellationRequested();
        await db.ExecuteAsync(Sql.For("Work/finish-work"), [countyCode, workId, status, failure, Json(result)], CancellationToken.None);
    }

    private async Task<(string Status, string? Failure, object? Result)> DoAsync(IWork work, WorkOrder order, CancellationTokenSource calledOff)
    {
        using var over = new CancellationTokenSource();
        var progress = new WorkProgress(db, order.CountyCode, order.WorkId, calledOff);
        var watching = progress.WatchAsync(over.Token);
        try
        {
            return (WorkStatus.Done, null, await work.RunAsync(order, progress, calledOff.Token));
        }
        catch (WorkFailedException failed)
        {
            return (WorkStatus.Failed, failed.Message, failed.Result);
        }
        catch (OperationCanceledException) when (calledOff.IsCancellationRequested)
        {
            return (WorkStatus.Cancelled, null, null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogFailed(log, work.Kind, order.CountyCode, order.WorkId, error);
            return (WorkStatus.Failed, $"Something went wrong on our side; quote {order.WorkId} when you report it.", null);
        }
        finally
        {
            await over.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static NpgsqlParameter Json(object? result) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Jsonb,
        Value = result is null ? DBNull.Value : JsonSerializer.Serialize(result, ContractsJson.Options),
    };

    [LoggerMessage(1301, LogLevel.Error, "{Kind} of county {County} failed, work {WorkId}")]
    private static partial void LogFailed(ILogger log, string kind, string county, Guid workId, Exception error);
}
