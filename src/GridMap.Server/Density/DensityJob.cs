using GridMap.Server.Platform;
using Hangfire;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>
/// Brings the marked grids of one county up to date. Hangfire only wakes it: what there is to do stands in
/// <c>dirty_grid</c>, so a run that fails is not retried by Hangfire but woken again by <see cref="DensityWaker"/>.
/// </summary>
internal sealed class DensityJob(NpgsqlDataSource db, DensityRecount recount, DensityWaker waker)
{
    // A county that is marked without a pause makes room for the others; the waker comes back to it.
    private const int MostPasses = 50;

    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(string countyCode, CancellationToken ct)
    {
        // From here on a new change must wake a new run: this one may have looked already.
        waker.Started(countyCode);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (await recount.MarkedAsync(countyCode, ct) == RecountOutcome.Busy) return;
            // Looked at without the lock, after its release: a run that met the lock and left is answered for here.
            if (!await IsMarkedAsync(countyCode, ct)) return;
        }
    }

    private async Task<bool> IsMarkedAsync(string countyCode, CancellationToken ct) =>
        (await db.ListAsync("SELECT EXISTS (SELECT FROM dirty_grid WHERE county_code = $1)", [countyCode], row => row.GetBoolean(0), ct))[0];
}
