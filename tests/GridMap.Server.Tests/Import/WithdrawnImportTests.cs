using GridMap.Server.Audit;
using GridMap.Server.Import;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

public sealed class WithdrawnImportTests(PostgisFixture postgis)
{
    private const string Marked = "SELECT coalesce(string_agg(DISTINCT grid_code, ' ' ORDER BY grid_code), '') FROM dirty_grid JOIN grid USING (county_code, grid_id)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_number_of_a_withdrawn_grid_is_never_given_again()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await StoreAsync(trial, "grids", Grid("A", 104));
        var b = await StoreAsync(trial, "grids", Grid("B", 104.01));
        await WithdrawAsync(trial, b);
        await StoreAsync(trial, "grids", Grid("C", 104.01));
        Assert.Equal("A1 C3", await trial.ScalarAsync<string>("SELECT string_agg(grid_code || grid_id, ' ' ORDER BY grid_id) FROM grid"));
    }

    [Fact]
    public async Task A_parent_that_loses_a_part_is_recounted()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await StoreAsync(trial, "grids", Grid("T1", 104, "town"), Grid("T2", 104.01, "town"), Grid("A", 104, parent: "T1"));
        await ForgetMarksAsync(trial);
        var moved = await StoreAsync(trial, "grids", Grid("A", 104, parent: "T2"));
        Assert.Equal("A T1", await trial.ScalarAsync<string>(Marked));
        await ForgetMarksAsync(trial);
        await WithdrawAsync(trial, moved);
        Assert.Equal("A T2", await trial.ScalarAsync<string>(Marked));
        var added = await StoreAsync(trial, "grids", Grid("B", 104.01, parent: "T2"));
        await ForgetMarksAsync(trial);
        await WithdrawAsync(trial, added);
        Assert.Equal("T2", await trial.ScalarAsync<string>(Marked));
    }

    [Fact]
    public async Task An_import_can_be_withdrawn_once_the_one_built_upon_it_was()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var first = await StoreIssuesAsync(trial, "1,a,2026-01-01,104,36");
        var second = await StoreIssuesAsync(trial, "1,b,2026-01-01,104,36");
        await Assert.ThrowsAsync<FileRefusedException>(() => WithdrawAsync(trial, first));
        await WithdrawAsync(trial, second);
        await WithdrawAsync(trial, first);
        Assert.Equal(0, await trial.ScalarAsync<long>("SELECT count(*) FROM issue WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task What_is_being_written_while_an_import_is_withdrawn_is_not_lost()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var batch = await StoreIssuesAsync(trial, "1,a,2026-01-01,104,36");
        await using var writer = await trial.Database.Source.OpenConnectionAsync(Ct);
        await using var writing = await writer.BeginTransactionAsync(Ct);
        await writer.Command("SELECT 1 FROM county FOR KEY SHARE").ExecuteNonQueryAsync(Ct);
        var withdrawal = WithdrawAsync(trial, batch);
        await Eventually.HoldsAsync(async () => withdrawal.IsCompleted || await trial.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"));
        await writer.Command(
            """
            WITH edited AS (UPDATE issue SET category = 'edited', revision = 2 RETURNING county_code, issue_id)
            INSERT INTO change (county_code, change_id, entity, entity_id, action, revision)
            SELECT county_code, gen_random_uuid(), 'issue', issue_id::text, 'edited', 2 FROM edited
            """).ExecuteNonQueryAsync(Ct);
        await writing.CommitAsync(Ct);
        await Assert.ThrowsAsync<FileRefusedException>(() => withdrawal);
        Assert.Equal("edited", await trial.ScalarAsync<string>("SELECT category FROM issue WHERE deleted_at IS NULL"));
    }

    private static string Grid(string code, double west, string level = "responsibility", string? parent = null) => Files.Feature(
        $$"""{"code":"{{code}}","name":"{{code}}","level":"{{level}}","parentCode":"{{parent}}"}""", Files.Square(west));

    private static Task<Guid> StoreIssuesAsync(ImportTrial trial, params string[] rows) =>
        StoreFileAsync(trial, "issues", trial.Write("i.csv", Files.Issues(rows)));

    private static Task<Guid> StoreAsync(ImportTrial trial, string layer, params string[] features) =>
        StoreFileAsync(trial, layer, trial.Write("g.geojson", Files.Collection(features)));

    private static async Task<Guid> StoreFileAsync(ImportTrial trial, string layer, string path)
    {
        await trial.StoreAsync(layer, path, "--county", ImportTrial.County, "--name", "县");
        return await trial.ScalarAsync<Guid>("SELECT batch_id FROM import_batch ORDER BY published_at DESC LIMIT 1");
    }

    private static Task<Contracts.Imports.ImportReport?> WithdrawAsync(ImportTrial trial, Guid batchId) =>
        new Withdrawal(trial.Database.Source).RunAsync(Actor.CommandLine, ImportTrial.County, batchId, Ct);

    private static Task<int> ForgetMarksAsync(ImportTrial trial) => trial.Database.Source.ExecuteAsync("DELETE FROM dirty_grid", [], Ct);
}
