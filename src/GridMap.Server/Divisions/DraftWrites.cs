using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Changes of a draft's grids: by one at a time, of what they saw, and unchecked afterwards.</summary>
internal static class DraftWrites
{
    // An import or a publication may hold the divisions for a minute; a request does not wait for it.
    private const string WaitBriefly = "SET LOCAL lock_timeout = '2s'";

    /// <summary>Changes a draft that still stands at a revision, and raises that.</summary>
    /// <param name="db">The database.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="county">The county.</param>
    /// <param name="id">The draft.</param>
    /// <param name="revision">What the caller saw.</param>
    /// <param name="response">Gets the new revision.</param>
    /// <param name="change">Changes its grids: a problem, or what to audit.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static async Task<IResult> WriteAsync(
        NpgsqlDataSource db, Caller caller, string county, int id, long revision, HttpResponse response,
        Func<NpgsqlConnection, Task<(ProblemHttpResult? Problem, AuditRecord? Record)>> change, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync<IResult>(caller, async connection =>
            {
                await connection.ExecuteAsync(WaitBriefly, [], ct);
                await DivisionLock.TakeAsync(connection, county, ct);
                if (await FindAsync(connection, county, id, ct) is not { } found) return (Problems.NotFound("division", $"{id}"), null);
                if (found.Status is not (DivisionStatus.Draft or DivisionStatus.Checked))
                    return (Problems.Conflict("Only a draft can be changed."), null);
                if (found.Revision != revision) return (Problems.ChangedMeanwhile(found, found.Revision), null);
                var (problem, record) = await change(connection);
                if (problem is not null) return (problem, null);
                await connection.ExecuteAsync(
                    "UPDATE division SET status = 'draft', revision = revision + 1 WHERE county_code = $1 AND division_id = $2", [county, id], ct);
                var now = (await FindAsync(connection, county, id, ct))!;
                response.SetRevision(now.Revision);
                return (TypedResults.Ok(now), record);
            }, ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return Problems.Busy();
        }
    }

    private static async Task<Division?> FindAsync(NpgsqlConnection connection, string county, int id, CancellationToken ct) =>
        (await connection.ListAsync(Sql.For("Divisions/list-divisions"), [county, id, true], DivisionRecord.Read, ct)).FirstOrDefault();
}
