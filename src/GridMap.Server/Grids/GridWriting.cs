using GridMap.Contracts.Geo;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Grids;

/// <summary>What a statement that stores a grid answers.</summary>
/// <param name="GridRevision">The county's, under lock; null where there is no such county.</param>
/// <param name="Stored">The row as this statement stored it; null where it did not.</param>
internal readonly record struct Written<T>(long? GridRevision, T? Stored) where T : class;

/// <summary>Storing rows that carry a grid, while somebody may be changing the grids.</summary>
internal static class GridWriting
{
    private const int MostAttempts = 10;

    /// <summary>
    /// Runs a statement that stores a grid until the grids it was given are the county's own. The statement stores
    /// nothing when they are not.
    /// </summary>
    /// <exception cref="TimeoutException">The county's grids changed again and again.</exception>
    public static async Task<Written<T>> WriteAsync<T>(
        this GridLocators locators, string countyCode, Func<CountyGrids, Task<Written<T>>> statement, CancellationToken ct)
        where T : class
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await locators.GetKeptAsync(countyCode, ct) is not { } grids) return default;
            var written = await statement(grids);
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
