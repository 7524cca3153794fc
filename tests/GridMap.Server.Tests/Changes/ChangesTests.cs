using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GridMap.Server.Tests.Changes;

public sealed class ChangesTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_screen_hears_of_a_report_and_then_of_the_new_density()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D E F");
        using var events = await EventReader.OpenAsync(county.Client, "changes");
        await county.ReportIssueAsync(at: "B");

        Assert.Equal([2], (await events.NextOfAsync("issues")).Notice.GridIds);
        // The first recount of a county counts all its grids.
        await events.NextOfAsync("density");
        await county.ReportIssueAsync(at: "B");
        Assert.Equal([2], (await events.NextOfAsync("density")).Notice.GridIds);
    }

    [Fact]
    public async Task A_screen_that_was_cut_off_hears_what_it_missed()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D E F");
        string last;
        using (var events = await EventReader.OpenAsync(county.Client, "changes"))
        {
            await county.ReportIssueAsync(at: "A");
            last = (await events.NextOfAsync("density")).Id;
        }
        await county.ReportIssueAsync(at: "C");

        using var again = await EventReader.OpenAsync(county.Client, "changes", last);

        Assert.Equal([3], (await again.NextOfAsync("issues")).Notice.GridIds);
    }

    [Fact]
    public async Task A_screen_with_a_place_that_is_none_is_told_to_reload()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        foreach (var lastEventId in new[] { "999999999999:999999999999:", "yesterday", "1:2:3:4", "9:1:5", "::" })
        {
            using var events = await EventReader.OpenAsync(county.Client, "changes", lastEventId);
            Assert.Equal(["reload"], (await events.NextAsync())!.Value.Notice.Layers);
        }
    }

    [Fact]
    public async Task Another_countys_changes_are_not_told()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990102', '邻县', 'Asia/Shanghai')");
        using var events = await EventReader.OpenAsync(county.Client, "changes");
        // Heard once: the feed is under way.
        await county.ReportIssueAsync(at: "A");
        await events.NextOfAsync("density");

        await county.SqlAsync(
            "INSERT INTO change (county_code, change_id, entity, action, revision) VALUES ('990102', gen_random_uuid(), 'facility', 'added', 1)");
        await county.SqlAsync(
            "INSERT INTO change (county_code, change_id, entity, action, revision) VALUES ($1, gen_random_uuid(), 'street', 'added', 1)", TestCounty.Code);

        Assert.Equal(["streets"], (await events.NextAsync())!.Value.Notice.Layers);
    }

    [Fact]
    public async Task The_rows_of_a_bulk_change_are_told_as_one_reload()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        using var events = await EventReader.OpenAsync(county.Client, "changes");
        await county.ReportIssueAsync(at: "A");
        await events.NextOfAsync("density");

        await county.SqlAsync(
            """
            WITH bulk AS (
                INSERT INTO change (county_code, change_id, entity, action, revision, new_grid_id, is_bulk)
                SELECT $1, gen_random_uuid(), 'issue', 'imported', 1, n, true FROM generate_series(1, 1000) AS n
            )
            INSERT INTO change (county_code, change_id, entity, action, revision) VALUES ($1, gen_random_uuid(), 'county', 'reload', 1)
            """, TestCounty.Code);

        var (_, notice) = (await events.NextAsync())!.Value;
        Assert.Equal(["reload"], notice.Layers);
        Assert.Empty(notice.GridIds);
    }

    [Fact]
    public async Task The_stream_ends_when_the_server_stops()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        using var events = await EventReader.OpenAsync(county.Client, "changes");

        var stop = county.App.Services.GetRequiredService<IHostApplicationLifetime>();
        stop.StopApplication();

        Assert.Null(await events.NextAsync());
    }
}
