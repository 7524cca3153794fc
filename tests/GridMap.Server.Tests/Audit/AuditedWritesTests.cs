using System.Net;
using System.Text;
using GridMap.Contracts.Imports;
using GridMap.Server.Tests.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

/// <summary>Every change leaves one entry, and what changes nothing leaves none.</summary>
public sealed class AuditedWritesTests(PostgisFixture postgis)
{
    private const string Units = "code,name,kind\nU1,环卫所,functional\nU2,城管局,functional\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_over_HTTP_is_one_entry_however_many_rows_and_however_often_it_is_sent()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var id = Guid.CreateVersion7();

        await ImportAsync(county, $"imports/units?batchId={id}");
        await ImportAsync(county, $"imports/units?batchId={id}");
        await ImportAsync(county, $"imports/units?dryRun=true");

        var entry = Assert.Single(await county.AuditAsync());
        Assert.Equal(("import.published", "done", "import", $"{id}", "administrator"), (entry.Action, entry.Outcome, entry.Entity, entry.EntityId, entry.Actor));
        Assert.Equal(("units", 2, 64), (
            entry.Detail!.Value.GetProperty("layer").GetString(), entry.Detail.Value.GetProperty("rowsAdded").GetInt32(),
            entry.Detail.Value.GetProperty("sha256").GetString()!.Length));
    }

    [Fact]
    public async Task A_withdrawal_is_one_entry_and_a_second_one_is_none()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var batch = await ImportAsync(county, "imports/units");

        await county.SendAsync(HttpMethod.Post, $"imports/{batch.BatchId}/withdraw");
        await county.SendAsync(HttpMethod.Post, $"imports/{batch.BatchId}/withdraw");

        Assert.Equal(["import.withdrawn", "import.published"], (await county.AuditAsync()).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Renewed_breaks_are_told_with_what_they_were()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        await county.SqlAsync("UPDATE county SET density_breaks_per_square_kilometre = '{1,2,3,4}', count_breaks = '{1,2,3,4}'");

        var answer = await county.SendAsync(HttpMethod.Post, "density/breaks");

        Assert.Equal(200, answer.Status);
        var entry = Assert.Single(await county.AuditAsync());
        Assert.Equal("breaks.renewed", entry.Action);
        Assert.Equal("[1,2,3,4]", entry.Before!.Value.GetProperty("countBreaks").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.True(entry.After!.Value.TryGetProperty("densityBreaksPerSquareKilometre", out _));
    }

    [Fact]
    public async Task The_command_line_is_named_and_a_new_county_told()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);

        await trial.StoreAsync("units", trial.Write("units.csv", Units), "--county", ImportTrial.County, "--name", "甲县");
        await trial.ImportAsync("units", trial.Write("bad.csv", "code,name,kind\n,x,functional\n"), "--county", ImportTrial.County);

        Assert.Equal(
            """command line | import.published | units.csv | 甲县""",
            await trial.ScalarAsync<string>("SELECT string_agg(concat_ws(' | ', actor, action, content #>> '{detail,fileName}', content #>> '{detail,newCounty}'), ', ') FROM audit_entry"));
    }

    [Fact]
    public async Task Marking_by_hand_is_told_in_the_servers_chain()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);

        await Server.Commands.MarkDirtyCommand.MarkAsync(county.App.Database.ConnectionString, Ct);

        Assert.Equal("000000 grids.marked 2", await county.SqlScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', county_code, action, content #>> '{detail,grids}'), ', ') FROM audit_entry"));
    }

    private static async Task<ImportReport> ImportAsync(TestCounty county, string address)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Units)), "file", "units.csv" } };
        using var response = await county.Client.PostAsync(address, form, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestCounty.ReadAsync<ImportReport>(response);
    }
}
