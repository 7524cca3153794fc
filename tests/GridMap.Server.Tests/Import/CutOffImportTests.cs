using System.Text;
using GridMap.Contracts.Imports;
using GridMap.Server.Audit;
using GridMap.Server.Import;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Import;

/// <summary>An import that does not come to its end leaves the county as it was, and can be run again.</summary>
public sealed class CutOffImportTests(PostgisFixture postgis)
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(
        Files.Issues([.. Enumerable.Range(0, 5_000).Select(id => $"{id},a,2026-01-01,104.005,36.005")]));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reading", 1)]
    [InlineData("reading", 2_501)]
    [InlineData("storing", 5_000)]
    public async Task By_its_caller(string stage, int rows)
    {
        await using var trial = await StartAsync();
        var before = await trial.CountRowsAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(trial, progress =>
        {
            if (progress.Stage == stage && progress.RowsRead >= rows) stop.Cancel();
        }, stop.Token));
        await IsAsBeforeAndRunsAgainAsync(trial, before);
    }

    [Theory]
    [InlineData("reading", 1)]
    [InlineData("reading", 2_501)]
    [InlineData("storing", 5_000)]
    public async Task By_the_end_of_its_database_session(string stage, int rows)
    {
        await using var trial = await StartAsync();
        var before = await trial.CountRowsAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(trial, progress =>
        {
            if (progress.Stage == stage && progress.RowsRead >= rows) EndImportSessions(trial);
        }, Ct));
        await IsAsBeforeAndRunsAgainAsync(trial, before);
    }

    private async Task<ImportTrial> StartAsync()
    {
        var trial = await ImportTrial.CreateAsync(postgis);
        await trial.StoreAsync("grids", trial.Write("g.geojson", Files.Grids()), "--county", ImportTrial.County, "--name", "县");
        return trial;
    }

    private static async Task IsAsBeforeAndRunsAgainAsync(ImportTrial trial, long before)
    {
        await Eventually.HoldsAsync(async () => await trial.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0);
        Assert.Equal(before, await trial.CountRowsAsync());
        Assert.Equal(5_000, (await RunAsync(trial, _ => { }, Ct)).RowsAdded);
        Assert.Equal(5_000, await trial.ScalarAsync<long>("SELECT count(*) FROM issue"));
    }

    private static async Task<ImportReport> RunAsync(ImportTrial trial, Action<ImportProgress> report, CancellationToken ct)
    {
        using var content = new MemoryStream(Content);
        var request = new ImportRequest(Layer.Find("issues")!, ImportTrial.County, content, "a.csv") { Actor = Actor.CommandLine };
        return await new Importer(trial.Database.Source, new ImportOptions()).RunAsync(request, report, ct);
    }

    private static void EndImportSessions(ImportTrial trial)
    {
        using var connection = trial.Database.Source.OpenConnection();
        using var command = connection.Command(
            "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity AS a JOIN pg_locks AS l USING (pid) WHERE l.locktype = 'advisory' AND a.datname = current_database()");
        command.ExecuteNonQuery();
    }
}
