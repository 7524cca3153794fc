using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Platform;

public sealed class PostgisFixtureTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_test_gets_a_migrated_database_of_its_own()
    {
        await using var one = await postgis.CreateDatabaseAsync();
        await using var two = await postgis.CreateDatabaseAsync();

        await one.Source.ExecuteAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990101', 'A', 'UTC')", [], Ct);

        Assert.Equal([1L], await one.Source.ListAsync("SELECT count(*) FROM county", [], row => row.GetInt64(0), Ct));
        Assert.Equal([0L], await two.Source.ListAsync("SELECT count(*) FROM county", [], row => row.GetInt64(0), Ct));
    }

    [Fact]
    public async Task The_server_answers_on_a_database_of_its_own()
    {
        await using var app = await postgis.CreateAppAsync();

        Assert.Equal("ready", await app.CreateClient().GetStringAsync("/health/ready", Ct));
    }

    [Fact]
    public async Task The_server_listens_on_a_free_port_for_browsers()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.ListenForClient();

        Assert.Equal("ready", await client.GetStringAsync("/health/ready", Ct));
    }
}
