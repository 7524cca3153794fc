using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Server.Commands;
using GridMap.Server.Platform;
using GridMap.Testing;
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
    public async Task The_first_start_makes_an_administrator_whose_password_is_told_once_and_has_to_be_changed()
    {
        await FreshAsync();
        await using var up = await StartAsync();
        var told = PasswordOf(up.Output, "admin");
        await up.StopAsync("TERM");
        await using var again = await StartAsync();
        Assert.DoesNotContain("admin ", again.Output, StringComparison.Ordinal);
        using var client = await BrowserAsync();

        var account = (await SignInAsync(client, "admin", told)).Account!;

        Assert.Equal((true, true), (account.IsAdministrator, account.MustChangePassword));
        using var refused = await client.GetAsync("/api/counties", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(0L, await AskAsync<long>($"SELECT count(*) FROM account WHERE account::text LIKE '%{told}%'"));
    }

    [Fact]
    public async Task The_demo_county_has_an_account_of_each_role_and_the_data_folder_their_passwords()
    {
        await FreshAsync();
        await using var up = await StartAsync();
        var listed = (await GridMapProcess.RunAsync(data.Path, port, ["accounts"])).Output;

        foreach (var demo in DemoAccount.All)
        {
            Assert.Equal(PasswordOf(up.Output, demo.Name), PasswordOf(listed, demo.Name));
            using var client = await BrowserAsync();
            var account = (await SignInAsync(client, demo.Name, PasswordOf(listed, demo.Name))).Account!;
            var county = Assert.Single(account.Counties);
            Assert.Equal(("999901", new HeldRole(demo.Role, demo.AreaCode), demo.UnitCode), (county.CountyCode, Assert.Single(county.Roles), county.UnitCode));
        }

        Assert.Equal(Role.All.Except([Role.Administrator]).Order(), DemoAccount.All.Select(demo => demo.Role).Order());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Home.DemoAccountsFile));
    }

    [Fact]
    public async Task A_new_password_is_given_by_whoever_owns_the_machine_and_ends_the_sessions()
    {
        await using var up = await StartAsync();
        using var before = await BrowserAsync();
        await SignInAsync(before, "demo-viewer", PasswordOf((await GridMapProcess.RunAsync(data.Path, port, ["accounts"])).Output, "demo-viewer"));

        var reset = await GridMapProcess.RunAsync(data.Path, port, ["password", "Demo-Viewer"]);

        Assert.Equal(0, reset.ExitCode);
        using var over = await before.GetAsync("/api/counties", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
        using var after = await BrowserAsync();
        await SignInAsync(after, "demo-viewer", reset.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
        AssertRefused("gridmap: There is no account 'nobody'", await GridMapProcess.RunAsync(data.Path, port, ["password", "nobody"]));
    }

    [Fact]
    public async Task A_key_is_printed_for_whoever_owns_the_machine_and_audited()
    {
        await using var up = await StartAsync();
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(await GridMapProcess.TokenAsync(data.Path, port));
        using var everything = await client.GetAsync("/api/accounts-or-jobs", Ct);
        Assert.Equal(HttpStatusCode.NotFound, everything.StatusCode);

        var inspector = await GridMapProcess.RunAsync(data.Path, port, ["token", "inspector", "--county", "999901", "--area", "999901001006", "--days", "1"]);
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(inspector.Output.Trim());
        var session = (await client.GetFromJsonAsync<Session>("/api/session", ContractsJson.Options, Ct))!;

        Assert.Equal(new HeldRole(Role.Inspector, "999901001006"), Assert.Single(Assert.Single(session.Account!.Counties).Roles));
        Assert.Equal("command line", await AskAsync<string>("SELECT actor FROM audit_entry WHERE county_code = '999901' AND action = 'key.added' ORDER BY sequence DESC LIMIT 1"));
    }

    [Theory]
    [InlineData("There is no role 'boss'", "boss")]
    [InlineData("give --county too", "inspector", "--area", "999901001")]
    [InlineData("There is no county '123456'", "viewer", "--county", "123456")]
    [InlineData("There is no grid 'x'", "viewer", "--county", "999901", "--area", "x")]
    [InlineData("in the whole county alone", "office", "--county", "999901", "--area", "999901001")]
    [InlineData("needs --unit", "department", "--county", "999901")]
    [InlineData("a number from 1 to 366", "viewer", "--days", "0")]
    [InlineData("Usage: gridmap token ROLE", "viewer", "--county")]
    public async Task A_key_that_would_open_nothing_is_refused_in_one_sentence(string sentence, params string[] arguments)
    {
        await using var up = await StartAsync();

        AssertRefused(sentence, await GridMapProcess.RunAsync(data.Path, port, ["token", .. arguments]));
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

    // The accounts of a first start.
    private async Task FreshAsync()
    {
        if (Home.HasData) await GridMapProcess.RunAsync(data.Path, port, ["reset", "--yes"]);
    }

    private static string PasswordOf(string output, string name) =>
        output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(words => words.FirstOrDefault() == name && words.Length > 1)[1].Trim();

    // With the token of its page.
    private async Task<HttpClient> BrowserAsync()
    {
        var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        var session = await client.GetFromJsonAsync<Session>("/api/session", ContractsJson.Options, Ct);
        client.DefaultRequestHeaders.Add("X-GridMap-Antiforgery", session!.AntiforgeryToken);
        return client;
    }

    private static async Task<Session> SignInAsync(HttpClient client, string name, string password)
    {
        using var answer = await client.PostAsJsonAsync("/api/session", new SignIn(name, password), ContractsJson.Options, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{name}: {await answer.Content.ReadAsStringAsync(Ct)}");
        return (await answer.Content.ReadFromJsonAsync<Session>(ContractsJson.Options, Ct))!;
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
