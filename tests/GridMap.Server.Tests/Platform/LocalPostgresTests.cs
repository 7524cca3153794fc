using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Tests.Platform;

public sealed class LocalPostgresTests : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"gridmap-home-{Guid.NewGuid():N}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await new LocalPostgresCluster(Options).StopAsync(CancellationToken.None);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_private_cluster_is_safe_by_its_settings()
    {
        await using var postgres = await LocalPostgres.OwnAsync(Options with { Durable = true }, Ct);

        Assert.Equal(
            ["on", "on", "on", "on", "", "UTF8", "C.UTF-8"],
            await ReadAsync(postgres, """
                SELECT unnest(ARRAY[
                    current_setting('data_checksums'), current_setting('fsync'), current_setting('full_page_writes'),
                    current_setting('synchronous_commit'), current_setting('listen_addresses'),
                    pg_encoding_to_char(encoding), datcollate]) FROM pg_database WHERE datname = 'gridmap'
                """));
    }

    [Fact]
    public async Task The_second_owner_of_a_home_is_refused_in_one_sentence()
    {
        await using var first = await LocalPostgres.OwnAsync(Options, Ct);

        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalPostgres.OwnAsync(Options, Ct));

        Assert.StartsWith($"GridMap is already running on {folder} (process {Environment.ProcessId})", refused.Message);
        Assert.Equal(["1"], await ReadAsync(first, "SELECT '1'"));
    }

    [Fact]
    public async Task A_command_uses_the_database_of_a_running_owner_and_leaves_it_running()
    {
        await using var owner = await LocalPostgres.OwnAsync(Options, Ct);
        await using (var command = await LocalPostgres.AttachAsync(Options, Ct))
            Assert.Equal(owner.ConnectionString, command.ConnectionString);

        Assert.NotNull(LocalPostgres.FindRunning(Options.Home));
    }

    [Fact]
    public async Task The_last_command_to_leave_stops_the_database()
    {
        var first = await LocalPostgres.AttachAsync(Options, Ct);
        var second = await LocalPostgres.AttachAsync(Options, Ct);

        await first.DisposeAsync();
        Assert.NotNull(LocalPostgres.FindRunning(Options.Home));
        await second.DisposeAsync();
        Assert.Null(LocalPostgres.FindRunning(Options.Home));
    }

    [Fact]
    public async Task After_a_kill_the_next_start_finds_what_was_committed()
    {
        await using (var before = await LocalPostgres.AttachAsync(Options with { Durable = true }, Ct))
        {
            await ReadAsync(before, "CREATE TABLE kept AS SELECT 'kept' AS word; SELECT ''");
            Kill(PostmasterFile.ReadRunning(Options.Home.DataFolder)!);
        }

        await using var after = await LocalPostgres.OwnAsync(Options with { Durable = true }, Ct);

        Assert.Equal(["kept"], await ReadAsync(after, "SELECT word FROM kept"));
    }

    [Fact]
    public async Task A_process_number_used_again_by_another_program_does_not_stop_the_start()
    {
        await using (await LocalPostgres.AttachAsync(Options, Ct))
        {
        }

        await File.WriteAllTextAsync(
            PostmasterFile.PathIn(Options.Home.DataFolder),
            $"{Environment.ProcessId}\n{Options.Home.DataFolder}\n1\n5432\n/tmp\n\n0 0\nready\n", Ct);

        await using var after = await LocalPostgres.OwnAsync(Options, Ct);

        Assert.Equal(["1"], await ReadAsync(after, "SELECT '1'"));
    }

    [Fact]
    public async Task A_left_over_database_is_taken_over_and_stopped_at_the_end()
    {
        var cluster = new LocalPostgresCluster(Options);
        Options.Home.Create();
        var leftOver = await cluster.EnsureRunningAsync(Ct);

        await using (await LocalPostgres.OwnAsync(Options, Ct))
            Assert.Equal(leftOver.ProcessId, PostmasterFile.ReadRunning(Options.Home.DataFolder)!.ProcessId);

        Assert.Null(LocalPostgres.FindRunning(Options.Home));
    }

    [Fact]
    public async Task A_cluster_whose_making_was_cut_short_is_made_again()
    {
        Options.Home.Create();
        Directory.CreateDirectory(Options.Home.UnfinishedDataFolder);
        await File.WriteAllTextAsync(Path.Combine(Options.Home.UnfinishedDataFolder, "PG_VERSION"), "15\n", Ct);

        await using var postgres = await LocalPostgres.OwnAsync(Options, Ct);

        Assert.Equal(["1"], await ReadAsync(postgres, "SELECT '1'"));
        Assert.False(Directory.Exists(Options.Home.UnfinishedDataFolder));
    }

    [Fact]
    public async Task A_folder_with_other_files_is_neither_filled_nor_emptied()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "letter.txt"), "mine", Ct);

        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalPostgres.OwnAsync(Options, Ct));
        Assert.Contains("holds other files", refused.Message, StringComparison.Ordinal);
        Assert.Throws<StartupException>(Options.Home.Remove);
        Assert.Equal([Path.Combine(folder, "letter.txt")], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_home_in_use_is_not_removed_and_a_stopped_one_is()
    {
        await using (await LocalPostgres.OwnAsync(Options, Ct))
            Assert.Contains("in use", Assert.Throws<StartupException>(Options.Home.Remove).Message, StringComparison.Ordinal);

        Options.Home.Remove();
        Assert.False(Directory.Exists(folder));
    }

    private LocalPostgresOptions Options => new(GridMapHome.At(folder))
    {
        Durable = false,
        SocketFolder = Path.Combine(folder, "socket"),
    };

    private static async Task<List<string>> ReadAsync(LocalPostgres postgres, string sql)
    {
        var direct = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(direct);
        return await source.ListAsync(sql, [], row => row.GetString(0), Ct);
    }

    private static void Kill(PostmasterFile running)
    {
        using var process = System.Diagnostics.Process.GetProcessById(running.ProcessId);
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }
}
