using GridMap.Contracts.Geo;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Grids;

/// <summary>What a statement that stores a grid answers.</summary>
/// <param name="GridRevision">The county's, under lock; null where there is no such county.</param>
/// <param name="IsWithin">Whether the row, as it was to be stored, lies where the caller may write.</param>
/// <param name="Stored">The row as this statement stored it; null where it did not.</param>
internal readonly record struct Written<T>(long? GridRevision, bool IsWithin, T? Stored) where T : class;

/// <summary>Storing rows that carry a grid, while somebody may be changing the grids.</summary>
internal static class GridWriting
{
    // Grids changed thirty times without a pause overtook a writer more than ten times.
    private const int MostAttempts = 100;

    /// <summary>
    /// Runs a statement that stores a grid until the grids it was given are the county's own. The statement stores
    /// nothing when they are not. Each attempt is a transaction of its own; the one that stores is audited.
    /// </summary>
    /// <param name="locators">Whose grid is this point.</param>
    /// <param name="db">The database.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="statement">Stores the row with the grids it is given, and the change under the id it is given.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    /// <exception cref="TimeoutException">The county's grids changed again and again.</exception>
    public static async Task<Written<T>> WriteAsync<T>(
        this GridLocators locators, NpgsqlDataSource db, Caller caller, string countyCode,
        Func<NpgsqlConnection, CountyGrids, Guid, Task<Written<T>>> statement, CancellationToken ct)
        where T : class
    {
        var changeId = Guid.CreateVersion7();
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await locators.GetKeptAsync(countyCode, ct) is not { } grids) return default;
            var written = await db.WriteAsync(caller, async connection =>
            {
                var answer = await statement(connection, grids, changeId);
                return (answer, answer.Stored is null ? null : AuditRecord.OfChange(changeId));
            }, ct);
            if (written.GridRevision == grids.GridRevision) return written;
            locators.Forget(countyCode, grids);
        }

        throw new TimeoutException("The county's grids changed again and again.");
    }

    /// <summary>
    /// Why a new place cannot be right: there is no such county, or the place lies in no grid and would lie in one were
    /// longitude and latitude swapped.
    /// </summary>
    public static async ValueTask<ProblemHttpResult?> ProblemAsync(
        this GridLocators locators, string countyCode, Position position, CancellationToken ct)
    {
        if (await locators.GetKeptAsync(countyCode, ct) is not { } grids) return Problems.CountyNotFound(countyCode);
        return grids.Find(position) is null && grids.Find(new(position.Latitude, position.Longitude)) is not null
            ? Problems.Invalid("position", "longitude and latitude look swapped: the other way round it lies in a grid of this county.")
            : null;
    }

    /// <summary>The grid that holds the place.</summary>
    public static int? Find(this CountyGrids grids, Position position) =>
        grids.Locator.Find(position.Longitude, position.Latitude);
}
