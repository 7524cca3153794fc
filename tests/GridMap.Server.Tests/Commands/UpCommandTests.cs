using System.Net;
using System.Net.Sockets;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Tests.Commands;

/// <summary>The server's program, started and ended as a person, a service manager or an accident does.</summary>
public sealed class UpCommandTests(DataFolder data) : IClassFixture<DataFolder>, IAsyncDisposable
{
    private readonly int port = GridMapProcess.FreePort();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GridMapHome Home => data.Home;

    public async ValueTask DisposeAsync() => await data.StopAsync();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_stops_server_and_database_cleanly(string signal)
    {
        await using var up = await StartAsync();
        Assert.NotNull(LocalPostgres.FindRunning(Home));

        var ended = await up.StopAsync(signal);

        Assert.Equal(0, ended.ExitCode);
        Assert.Null(PostmasterFile.ReadRunning(Home.DataFolder));
    }

    [Fact]
    public async Task The_first_start_loads_the_demo_county_whole()
    {
        await using var up = await StartAsync();

        Assert.Equal(
            "units grids streets facilities issues",
            await AskAsync<string>("SELECT string_agg(layer, ' ' ORDER BY batch_id) FROM import_batch WHERE county_code = '999901'"));
        Assert.Equal(540L, await AskAsync<long>("SELECT count(*) FROM grid WHERE county_code = '999901'"));
    }

    [Fact]
    public async Task A_second_start_finds_the_data_as_it_was()
    {
        await using (var first = await StartAsync())
        {
            await AskAsync<int>(AddCounty("990101"));
            await first.StopAsync("TERM");
        }

        await using var second = await StartAsync();
        Assert.Equal(1L, await AskAsync<long>(CountCounty("990101")));
    }

    [Fact]
    public async Task After_a_kill_of_everything_the_next_start_recovers()
    {
        await using (var first = await StartAsync())
        {
            await AskAsync<int>(AddCounty("990102"));
            var database = PostmasterFile.ReadRunning(Home.DataFolder)!.ProcessId;
            await first.StopAsync("KILL");
            await ExternalProgram.RunAsync("kill", ["-KILL", $"{database}"], ct: Ct);
        }

        await using var second = await StartAsync();
        Assert.Equal(1L, await AskAsync<long>(CountCounty("990102")));
        Assert.Equal(0, (await second.StopAsync("TERM")).ExitCode);
        Assert.Null(PostmasterFile.ReadRunning(Home.DataFolder));
    }

    [Fact]
    public async Task After_a_kill_of_the_server_alone_the_next_start_takes_the_database_over()
    {
        int database;
        await using (var first = await StartAsync())
        {
            database = PostmasterFile.ReadRunning(Home.DataFolder)!.ProcessId;
            await first.StopAsync("KILL");
        }

        await using var second = await StartAsync();
        Assert.Equal(database, PostmasterFile.ReadRunning(Home.DataFolder)!.ProcessId);
        await second.StopAsync("TERM");
        Assert.Null(PostmasterFile.ReadRunning(Home.DataFolder));
    }

    [Fact]
    public async Task Two_at_once_on_one_data_folder_are_refused_in_one_sentence()
    {
        await using var first = await StartAsync();

        var second = await GridMapProcess.RunAsync(data.Path, GridMapProcess.FreePort(), ["up"]);

        AssertRefused($"gridmap: GridMap is already running on {data.Path} (process ", second);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        Assert.Equal("ready", await client.GetStringAsync("/health/ready", Ct));
    }

    [Fact]
    public async Task A_taken_port_is_refused_before_anything_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        var refused = await GridMapProcess.RunAsync(data.Path, port, ["up"]);

        AssertRefused($"gridmap: Port {port} of 127.0.0.1 is taken by another program", refused);
        Assert.Null(PostmasterFile.ReadRunning(Home.DataFolder));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=none")]
    [InlineData("no connection string")]
    public async Task A_database_of_ones_own_that_cannot_be_used_is_told_in_one_sentence(string connectionString)
    {
        var refused = await GridMapProcess.RunAsync(data.Path, port, ["up"], "", ("GRIDMAP_DB", connectionString));

        AssertRefused("gridmap: The database of GRIDMAP_DB cannot be used: ", refused);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public async Task The_server_refuses_to_listen_where_others_could_reach_it(string address)
    {
        await using var first = await StartAsync();

        var refused = await GridMapProcess.RunAsync(
            data.Path, port, ["serve", "--urls", address], "", ("GRIDMAP_DB", LocalPostgres.FindRunning(Home)!));

        AssertRefused("gridmap: GridMap does not listen on ", refused);
    }

    [Fact]
    public async Task A_setting_the_server_cannot_use_is_told_in_one_sentence()
    {
        await using var first = await StartAsync();

        var refused = await GridMapProcess.RunAsync(
            data.Path, port, ["serve", "--urls", "http://127.0.0.1:0"], "", ("GRIDMAP_DB", LocalPostgres.FindRunning(Home)!),
            ("Basemaps__0__Name", "shifted"), ("Basemaps__0__Template", "https://tiles.example/{z}/{x}/{y}"),
            ("Basemaps__0__Attribution", "Somebody"), ("Basemaps__0__Datum", "GCJ-02"));

        AssertRefused("gridmap: Basemap 'shifted': GCJ-02 shifts its tiles", refused);
    }

    [Fact]
    public async Task A_psql_session_reads_only_and_with_write_has_densities_recounted()
    {
        await using var up = await StartAsync();

        var read = await GridMapProcess.RunAsync(data.Path, port, ["psql", "-v", "ON_ERROR_STOP=1"], AddCounty("990103"));
        var written = await GridMapProcess.RunAsync(data.Path, port, ["psql", "--write", "-v", "ON_ERROR_STOP=1"], AddCounty("990103"));

        Assert.NotEqual(0, read.ExitCode);
        Assert.Contains("read-only transaction", read.Output, StringComparison.Ordinal);
        Assert.Equal((0, 1L), (written.ExitCode, await AskAsync<long>(CountCounty("990103"))));
        Assert.Equal(1L, await AskAsync<long>("SELECT count(*) FROM change WHERE county_code = '990103' AND action = 'reload'"));
    }

    [Fact]
    public async Task Reset_refuses_a_data_folder_in_use_and_asks_before_it_deletes()
    {
        await using (var up = await StartAsync())
        {
            AssertRefused($"gridmap: {data.Path} is in use", await GridMapProcess.RunAsync(data.Path, port, ["reset", "--yes"]));
            await up.StopAsync("TERM");
        }

        AssertRefused("gridmap: Nothing was deleted.", await GridMapProcess.RunAsync(data.Path, port, ["reset"], "no\n"));
        Assert.True(Home.HasData);
        Assert.Equal(0, (await GridMapProcess.RunAsync(data.Path, port, ["reset", "--yes"])).ExitCode);
        Assert.False(Directory.Exists(data.Path));
    }

    private static string AddCounty(string code) =>
        $"INSERT INTO county (county_code, name, time_zone) VALUES ('{code}', 'Kept', 'UTC');\n";

    private static string CountCounty(string code) => $"SELECT count(*) FROM county WHERE county_code = '{code}'";

    private static void AssertRefused(string sentence, ProgramResult result)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    private async Task<GridMapProcess> StartAsync()
    {
        var up = GridMapProcess.Start(data.Path, port, ["up"]);
        await up.ReadyAsync();
        return up;
    }

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(LocalPostgres.FindRunning(Home)) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (T?)(await command.ExecuteScalarAsync(Ct) ?? default(T));
    }
}
