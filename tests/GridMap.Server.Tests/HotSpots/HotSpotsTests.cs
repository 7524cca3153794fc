using GridMap.Contracts.Access;
using GridMap.Contracts.HotSpots;
using GridMap.Server.Density;
using GridMap.Server.HotSpots;
using GridMap.Server.Tests.Density;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.HotSpots;

public sealed class HotSpotsTests(PostgisFixture postgis)
{
    private const int Side = 8;
    private static readonly string Drawing = string.Join(
        " / ", Enumerable.Range(1, Side).Select(row => string.Join(' ', Enumerable.Range(1, Side).Select(column => $"{row}{column}"))));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_hot_and_every_z_is_what_the_formula_gives_for_the_figures_told()
    {
        await using var county = await ClusteredAsync();
        Assert.True(await JudgeAsync(county));
        var found = await county.GetAsync<HotSpotCollection>("hotspots?geometry=false");
        Assert.Equal((64, "count"), (found.NumberReturned, found.Run!.Measure));
        var spots = found.Features.ToDictionary(feature => feature.Properties.GridCode, feature => feature.Properties);
        foreach (var (code, spot) in spots)
        {
            var around = Around(code).ToArray();
            Assert.Equal(around.Length, spot.Neighbours);
            Assert.Equal(Star(spots, code, around), spot.Z!.Value, 1e-9);
        }

        Assert.Equal((9, HotSpotVerdict.Hot, "high-high"), (spots["44"].UnresolvedIssues, spots["44"].Verdict, spots["44"].Quadrant));
        Assert.True(spots["44"].Q < .05);
        Assert.NotEqual(HotSpotVerdict.Hot, spots["18"].Verdict);
        Assert.Equal(spots.Values.Count(spot => spot.Verdict == HotSpotVerdict.Hot), found.Run.Hot);
        Assert.True(found.Run.MoranZ > 3);
    }

    [Fact]
    public async Task Why_a_grid_is_hot_is_told_with_its_neighbours_categories_and_the_run()
    {
        await using var county = await ClusteredAsync();
        await JudgeAsync(county);
        var why = await county.GetAsync<GridWhy>("grids/44/why?measure=rate");
        // Of nine grids with as many problems, the three to the north have a little less ground.
        Assert.Equal((4, 8, "rate"), (why.Rank, why.Around.Count, why.Run.Measure));
        Assert.Equal(why.Judged.Value + why.Around.Sum(one => one.Value), why.Found, 1e-9);
        Assert.True(why.Found > why.Expected);
        Assert.Equal([new IssuesOfKind("暴露垃圾", 9)], why.Categories);
        Assert.Equal(why.Run, await county.GetAsync<HotSpotRun>($"hotspots/runs/{why.Run.RunId}"));
        Assert.Equal(2, (await county.GetAsync<List<HotSpotRun>>("hotspots/runs")).Count);
    }

    [Fact]
    public async Task Categories_are_told_of_the_issues_that_the_caller_may_read_alone()
    {
        await using var county = await ClusteredAsync();
        await JudgeAsync(county);
        using var lead = county.App.CreateClient();
        lead.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(county.Db, Role.GridLead, TestCounty.Code, area: "11"));
        var why = (await TestCounty.SendAsync(lead, HttpMethod.Get, $"/api/counties/{TestCounty.Code}/grids/44/why")).Read<GridWhy>();
        Assert.Equal((9, 0, 0), (why.Judged.UnresolvedIssues, why.Categories.Count, why.Streets.Count));
    }

    [Fact]
    public async Task The_same_figures_give_the_same_judgement_and_a_run_stays_as_it_was()
    {
        await using var county = await ClusteredAsync();
        await JudgeAsync(county);
        var first = await county.GetAsync<HotSpotCollection>("hotspots?geometry=false");
        await JudgeAsync(county);
        var second = await county.GetAsync<HotSpotCollection>("hotspots?geometry=false");
        Assert.NotEqual(first.Run!.RunId, second.Run!.RunId);
        Assert.Equal(first.Features.Select(feature => feature.Properties), second.Features.Select(feature => feature.Properties));

        await county.StoreIssuesAsync(at: "18", number: 30);
        await RecountAsync(county);
        await JudgeAsync(county);
        Assert.Equal(30 + 1, (await county.GetAsync<HotSpotCollection>("hotspots?geometry=false")).Features.Single(one => one.Properties.GridCode == "18").Properties.UnresolvedIssues);
        var kept = await county.GetAsync<HotSpotCollection>($"hotspots?geometry=false&run={first.Run.RunId}");
        Assert.Equal(first.Features.Select(feature => feature.Properties), kept.Features.Select(feature => feature.Properties));
    }

    [Theory]
    [InlineData("A B C")]
    [InlineData("A")]
    public async Task Too_few_grids_are_not_computable_and_say_so(string drawing)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, drawing);
        await RecountAsync(county);
        await JudgeAsync(county);
        var found = await county.GetAsync<HotSpotCollection>("hotspots");
        Assert.All(found.Features, feature => Assert.Equal(
            (HotSpotVerdict.NotComputable, null, null), (feature.Properties.Verdict, feature.Properties.P, feature.Properties.Z)));
    }

    [Fact]
    public async Task Grids_that_are_all_alike_are_not_computable()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, Drawing);
        await RecountAsync(county);
        await JudgeAsync(county);
        var found = await county.GetAsync<HotSpotCollection>("hotspots?geometry=false");
        Assert.All(found.Features, feature => Assert.Equal((HotSpotVerdict.NotComputable, null), (feature.Properties.Verdict, feature.Properties.Z)));
        Assert.Null(found.Run!.MoranI);
    }

    [Fact]
    public async Task A_county_that_was_never_judged_has_no_run_and_others_are_not_found()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var found = await county.GetAsync<HotSpotCollection>("hotspots");
        Assert.Equal((0, null), (found.NumberReturned, found.Run));
        (await county.SendAsync(HttpMethod.Get, "grids/A/why")).AssertProblem(404, "not-found");
        (await county.SendAsync(HttpMethod.Get, $"hotspots?run={Guid.Empty}")).AssertProblem(404, "not-found");
        (await county.SendAsync(HttpMethod.Get, "hotspots?run=x")).AssertProblem(400, "bad-parameter", "run");
        (await county.SendAsync(HttpMethod.Get, "hotspots?measure=x")).AssertProblem(400, "bad-parameter", "measure");
        (await county.SendAsync(HttpMethod.Get, $"hotspots/runs/{Guid.Empty}")).AssertProblem(404, "not-found");
        (await TestCounty.SendAsync(county.App.CreateClient(), HttpMethod.Get, "/api/counties/000000/hotspots")).AssertProblem(404, "county-not-found");
    }

    [Fact]
    public async Task Settled_counties_are_judged_when_their_figures_changed_and_one_run_is_made_of_two_at_a_time()
    {
        await using var county = await ClusteredAsync();
        var job = ActivatorUtilities.CreateInstance<HotSpotJob>(county.App.Services);
        await Task.WhenAll(job.RunAsync(Ct), job.RunAsync(Ct));
        await job.RunAsync(Ct);
        Assert.Equal(2L, await county.SqlScalarAsync<long>("SELECT count(*) FROM hotspot_run"));

        await county.SqlAsync("UPDATE hotspot_run SET started_at = now() - interval '2 minutes'");
        await county.StoreIssuesAsync(at: "18", number: 1);
        await job.RunAsync(Ct);
        Assert.Equal(2L, await county.SqlScalarAsync<long>("SELECT count(*) FROM hotspot_run"));
        await RecountAsync(county);
        await job.RunAsync(Ct);
        Assert.Equal(4L, await county.SqlScalarAsync<long>("SELECT count(*) FROM hotspot_run"));
    }

    [Fact]
    public async Task Of_earlier_days_the_last_run_is_kept()
    {
        await using var county = await ClusteredAsync();
        foreach (var hours in (int[])[50, 49, 26, 1])
        {
            await JudgeAsync(county);
            await county.SqlAsync(
                "UPDATE hotspot_run SET started_at = date_trunc('day', now(), 'Asia/Shanghai') + interval '12 h' - make_interval(hours => $1), level = level "
                + "WHERE started_at > now() - interval '1 minute'", hours);
        }

        await JudgeAsync(county);
        Assert.True(await county.SqlScalarAsync<bool>(
            """
            SELECT count(*) = count(DISTINCT (measure, date_trunc('day', started_at, 'Asia/Shanghai')))
            FROM hotspot_run WHERE started_at < date_trunc('day', now(), 'Asia/Shanghai')
            """));
        Assert.True(await county.SqlScalarAsync<bool>("SELECT min(started_at) < now() - interval '30 h' FROM hotspot_run"));
    }

    private static Task<bool> JudgeAsync(TestCounty county) => county.App.Services.GetRequiredService<HotSpotRuns>().JudgeAsync(TestCounty.Code, Ct);

    private static Task<RecountOutcome> RecountAsync(TestCounty county) => county.App.Services.GetRequiredService<DensityRecount>().FullAsync(TestCounty.Code, Ct);

    // Nine problems in each of nine grids about 44, and at most one elsewhere.
    private async Task<TestCounty> ClusteredAsync()
    {
        var county = await TestCounty.CreateIdleAsync(postgis, Drawing);
        for (var row = 1; row <= Side; row++)
            for (var column = 1; column <= Side; column++)
            {
                var number = row is >= 3 and <= 5 && column is >= 3 and <= 5 ? 9 : (row * 3 + column) % 2;
                if (number > 0) await county.StoreIssuesAsync(at: $"{row}{column}", number);
            }

        await RecountAsync(county);
        return county;
    }

    private static IEnumerable<string> Around(string code) =>
        from row in Enumerable.Range(code[0] - '0' - 1, 3)
        from column in Enumerable.Range(code[1] - '0' - 1, 3)
        where row is >= 1 and <= Side && column is >= 1 and <= Side && $"{row}{column}" != code
        select $"{row}{column}";

    // Ord and Getis (1995) as printed, with weights of one.
    private static double Star(Dictionary<string, HotSpot> spots, string code, string[] around)
    {
        double n = spots.Count, total = around.Length + 1;
        var mean = spots.Values.Average(spot => spot.UnresolvedIssues);
        var deviation = Math.Sqrt(spots.Values.Average(spot => (double)spot.UnresolvedIssues * spot.UnresolvedIssues) - mean * mean);
        var sum = around.Append(code).Sum(one => spots[one].UnresolvedIssues);
        return (sum - mean * total) / (deviation * Math.Sqrt((n * total - total * total) / (n - 1)));
    }
}
