using GridMap.Contracts.Density;
using GridMap.Server.Density;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Density;

public sealed class FullRecountTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_behind_the_servers_back_is_found_corrected_and_reported()
    {
        await using var county = await CountedAsync("A B C D E");
        await county.StoreIssuesAsync(at: "C", number: 3, isMarked: false);

        await RecountAllAsync(county);

        Assert.Equal(3, (await county.DensitiesAsync())["C"].UnresolvedIssues);
        var run = (await county.GetAsync<DensityRun[]>("density/runs")).First(one => one.Job == "full-recount");
        Assert.Equal((5, 1), (run.GridsCounted, run.GridsCorrected));
        var found = run.Detail!.Value.GetProperty("unmarked")[0];
        Assert.Equal((3, 0, 3), (found.GetProperty("gridId").GetInt32(), found.GetProperty("was").GetInt32(), found.GetProperty("is").GetInt32()));
    }

    [Fact]
    public async Task A_figure_changed_by_hand_is_found_at_every_level()
    {
        await using var county = await CountedAsync("A B C D E");
        await county.AddParentAsync(21, "town", "T", "A", "B", "C", "D", "E");
        await RecountAllAsync(county);
        await county.SqlAsync("UPDATE grid_density SET unresolved_issues = 99 WHERE grid_id = 21");

        await RecountAllAsync(county);

        Assert.Equal(1, (await county.DensitiesAsync("?geometry=false&level=town"))["T"].UnresolvedIssues);
        Assert.Equal(1, (await county.GetAsync<DensityRun[]>("density/runs"))[0].GridsCorrected);
    }

    [Fact]
    public async Task A_marked_change_that_still_waits_is_not_reported()
    {
        await using var county = await CountedAsync("A B C D E");
        // The recount lock keeps the ordinary recount away, so that the full one takes the mark.
        await using var holder = await county.Db.OpenConnectionAsync(Ct);
        await using var transaction = await holder.BeginTransactionAsync(Ct);
        await new Npgsql.NpgsqlCommand("SELECT pg_advisory_xact_lock(1735551332, 990101)", holder).ExecuteNonQueryAsync(Ct);
        await county.StoreIssuesAsync(at: "A", number: 2);
        var recount = RecountAllAsync(county);
        await Eventually.HoldsAsync(() => county.SqlScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 1735551332 AND NOT granted)"));
        await transaction.CommitAsync(Ct);
        await recount;

        var run = (await county.GetAsync<DensityRun[]>("density/runs")).First(one => one.Job == "full-recount");
        Assert.Equal(0, run.GridsCorrected);
        Assert.Equal(3, (await county.SettledDensitiesAsync())["A"].UnresolvedIssues);
    }

    [Fact]
    public async Task Grids_that_are_being_changed_are_waited_for_but_not_for_ever()
    {
        await using var county = await CountedAsync("A B");
        await using var importer = await county.Db.OpenConnectionAsync(Ct);
        await using var transaction = await importer.BeginTransactionAsync(Ct);
        await new Npgsql.NpgsqlCommand("SELECT FROM county FOR UPDATE", importer).ExecuteNonQueryAsync(Ct);

        var outcome = await county.App.Services.GetRequiredService<DensityRecount>().FullAsync(TestCounty.Code, Ct);

        Assert.Equal(RecountOutcome.Busy, outcome);
    }

    [Fact]
    public async Task Runs_are_forgotten_after_thirty_days()
    {
        await using var county = await CountedAsync("A B");
        await county.SqlAsync("UPDATE job_run SET started_at = now() - interval '31 days'");
        await county.SqlAsync("UPDATE change SET changed_at = now() - interval '31 days'");

        await RecountAllAsync(county);

        Assert.Equal(["full-recount"], (await county.GetAsync<DensityRun[]>("density/runs")).Select(run => run.Job));
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM change WHERE entity = 'density' AND changed_at < now() - interval '1 day'"));
        Assert.True(await county.SqlScalarAsync<long>("SELECT count(*) FROM change WHERE entity = 'issue'") > 0, "history must stay");
    }

    private async Task<TestCounty> CountedAsync(string grids)
    {
        var county = await TestCounty.CreateAsync(postgis, grids);
        await county.ReportIssueAsync(at: "A");
        await county.SettledDensitiesAsync();
        return county;
    }

    private static Task RecountAllAsync(TestCounty county) =>
        ActivatorUtilities.CreateInstance<FullRecountJob>(county.App.Services).RunAsync(Ct);
}
