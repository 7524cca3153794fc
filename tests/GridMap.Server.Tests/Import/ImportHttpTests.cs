using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

public sealed class ImportHttpTests(PostgisFixture postgis)
{
    private const string InA = "104.002,36.498";
    private const string InB = "104.010,36.498";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_sent_is_stored_listed_and_reported()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        var report = await StoreAsync(county, "issues", Files.Issues($"1,a,2026-01-01,{InA}", $"2,a,2026-01-01,{InB}", "3,a,2026-01-01,10,10"));
        Assert.Equal(("published", 3, 3, 1), (report.Status, report.RowsRead, report.RowsAdded, report.RowsOutside));
        Assert.Equal(report.BatchId, Assert.Single(await county.GetAsync<List<ImportReport>>("imports")).BatchId);
        Assert.Equal("done", (await county.GetAsync<ImportProgress>($"imports/{report.BatchId}")).Stage);
        Assert.Equal(3, (await county.GetAsync<ImportReport>($"imports/{report.BatchId}/report")).RowsAdded);
    }

    [Fact]
    public async Task Sending_the_same_again_under_the_same_id_is_harmless_and_another_file_is_a_conflict()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        var address = $"imports/issues?batchId={Guid.CreateVersion7()}";
        var first = await ReadAsync(await SendAsync(county, address, Files.Issues($"1,a,2026-01-01,{InA}")));
        var second = await ReadAsync(await SendAsync(county, address, Files.Issues($"1,a,2026-01-01,{InA}")));
        Assert.Equal((first.BatchId, 1), (second.BatchId, second.RowsAdded));
        var (status, type, _) = await ProblemAsync(await SendAsync(county, address, Files.Issues($"1,b,2026-01-01,{InA}")));
        Assert.Equal((HttpStatusCode.Conflict, "urn:gridmap:problem:id-already-used"), (status, type));
    }

    [Fact]
    public async Task Refused_rows_answer_422_with_the_whole_report_and_store_nothing()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        using var response = await SendAsync(county, "imports/issues", Files.Issues($"1,a,2026-01-01,{InA}", "2,a,2026-01-01,999,36"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("urn:gridmap:problem:rows-refused", problem.RootElement.GetProperty("type").GetString());
        var finding = problem.RootElement.GetProperty("report").GetProperty("findings")[0];
        Assert.Equal((3, "longitude", "2"), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetString(), finding.GetProperty("row").GetString()));
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM issue) + (SELECT count(*) FROM import_batch)"));
    }

    [Theory]
    [InlineData("imports/pits", 404, "not-found")]
    [InlineData("imports/issues?overwrite=true", 400, "unknown-parameter")]
    [InlineData("imports/issues?dryRun=perhaps", 400, "bad-parameter")]
    [InlineData("imports/grids?acceptDefects=%20", 400, "bad-parameter")]
    [InlineData("/api/counties/990199/imports/issues", 404, "county-not-found")]
    public async Task A_request_that_cannot_be_done_is_a_problem(string address, int status, string type)
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        var answer = await ProblemAsync(await SendAsync(county, address, Files.Issues($"1,a,2026-01-01,{InA}")));
        Assert.Equal(((HttpStatusCode)status, $"urn:gridmap:problem:{type}"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task A_file_over_the_limit_answers_413_and_another_content_type_415()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B", ("Import:MaxFileBytes", "1000"));
        var large = await ProblemAsync(await SendAsync(county, "imports/issues", Files.Issues([.. Enumerable.Range(0, 100).Select(id => $"{id},a,2026-01-01,{InA}")])));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "urn:gridmap:problem:too-large"), (large.Status, large.Type));
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await county.Client.PostAsync("imports/issues", json, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\\\temp\\\\名单.csv", "名单.csv")]
    [InlineData("..", "upload")]
    public void A_file_s_name_is_its_last_part_and_only_shown(string sent, string shown) =>
        Assert.Equal(shown, Server.Import.Upload.Sanitize(sent));

    [Fact]
    public async Task An_import_is_withdrawn_whole_and_can_be_sent_again()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await StoreAsync(county, "issues", Files.Issues($"1,a,2026-01-01,{InA}"));
        var second = await StoreAsync(county, "issues", Files.Issues($"1,changed,2026-01-01,{InB}", $"2,new,2026-01-01,{InB}"));
        await county.SqlAsync("DELETE FROM dirty_grid");
        Assert.Equal("withdrawn", (await WithdrawAsync(county, second.BatchId)).Status);
        Assert.Equal("1 a A", await county.SqlScalarAsync<string>(
            "SELECT external_id || ' ' || category || ' ' || grid_code FROM issue JOIN grid USING (county_code, grid_id) WHERE deleted_at IS NULL"));
        Assert.Equal("withdrawn", (await WithdrawAsync(county, second.BatchId)).Status);
        var again = await StoreAsync(county, "issues", Files.Issues($"1,changed,2026-01-01,{InB}", $"2,new,2026-01-01,{InB}"));
        Assert.Equal((1, 1), (again.RowsAdded, again.RowsUpdated));
    }

    [Fact]
    public async Task An_import_that_somebody_built_upon_is_not_withdrawn()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        var report = await StoreAsync(county, "issues", Files.Issues($"1,a,2026-01-01,{InA}", $"2,a,2026-01-01,{InA}"));
        var id = await county.SqlScalarAsync<Guid>("SELECT issue_id FROM issue WHERE external_id = '1'");
        using var edit = new HttpRequestMessage(HttpMethod.Patch, $"issues/{id}") { Content = new StringContent("""{"status":"resolved"}""", Encoding.UTF8, "application/json") };
        edit.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await county.Client.SendAsync(edit, Ct)).EnsureSuccessStatusCode();
        var (status, type, detail) = await ProblemAsync(await county.Client.PostAsync($"imports/{report.BatchId}/withdraw", null, Ct));
        Assert.Equal((HttpStatusCode.Conflict, "urn:gridmap:problem:import-built-upon"), (status, type));
        Assert.Contains("1 of its rows were changed since", detail);
        Assert.Equal(2, await county.SqlScalarAsync<long>("SELECT count(*) FROM issue WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task Grids_give_issues_and_facilities_their_place_and_take_it_back()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await StoreAsync(county, "issues", Files.Issues($"1,a,2026-01-01,{InA}", $"2,a,2026-01-01,{InB}"));
        await StoreAsync(county, "facilities", $"kind,longitude,latitude\ntoilet.dry,{InB}\n");
        var square = """{"type":"Polygon","coordinates":[[[104.0078125,36.49],[104.02,36.49],[104.02,36.5],[104.0078125,36.5],[104.0078125,36.49]]]}""";
        var grids = await StoreAsync(county, "grids", Files.Collection(Files.Feature("""{"code":"B","name":"乙"}""", square)), "g.geojson");
        const string Outside = "SELECT (SELECT count(*) FROM issue WHERE grid_id IS NULL) * 10 + (SELECT count(*) FROM facility WHERE grid_id IS NULL)";
        Assert.Equal(0, await county.SqlScalarAsync<long>(Outside));
        var revision = await county.SqlScalarAsync<long>("SELECT grid_revision FROM county");
        await WithdrawAsync(county, grids.BatchId);
        Assert.Equal(11, await county.SqlScalarAsync<long>(Outside));
        Assert.Equal("A", await county.SqlScalarAsync<string>("SELECT string_agg(grid_code, ',') FROM grid"));
        Assert.True(await county.SqlScalarAsync<long>("SELECT grid_revision FROM county") > revision);
    }

    [Fact]
    public async Task Changed_grids_streets_and_units_are_put_back_to_the_last_bit()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        const string State = "SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (SELECT grid_code || name || level || ST_AsEWKB(geom)::text || area_square_metres FROM grid UNION ALL SELECT external_id || name || class || ST_AsEWKB(geom)::text FROM street UNION ALL SELECT unit_code || name || kind || coalesce(phone, '') FROM unit) AS t (t)";
        await StoreAsync(county, "units", "code,name,phone\nU1,局,123\n");
        await StoreAsync(county, "streets", Street("长江路", 104.1), "s.geojson");
        var before = await county.SqlScalarAsync<string>(State);
        var units = await StoreAsync(county, "units", "code,name,phone\nU1,新局,\nU2,站,9\n");
        var streets = await StoreAsync(county, "streets", Street("黄河路", 104.2), "s.geojson");
        var grids = await StoreAsync(county, "grids", Files.Collection(Files.Feature("""{"code":"A","name":"改","residents":7}""", Files.Square(104.3))), "g.geojson");
        Assert.Equal((1, 1, 1), (units.RowsUpdated, streets.RowsUpdated, grids.RowsUpdated));
        foreach (var batch in new[] { grids, streets, units }) await WithdrawAsync(county, batch.BatchId);
        Assert.Equal(before, await county.SqlScalarAsync<string>(State));
    }

    [Fact]
    public async Task An_import_that_takes_longer_than_a_request_may_goes_on_as_a_piece_of_work()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B", ("Import:WaitSeconds", "0"));
        var batchId = Guid.CreateVersion7();
        using var answer = await SendAsync(county, $"imports/issues?batchId={batchId}", Files.Issues($"1,a,2026-01-01,{InA}"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var work = await EndAsync(county, answer);
        var report = work.Result!.Value.Deserialize<ImportReport>(ContractsJson.Options)!;
        Assert.Equal(("published", 1, batchId), (report.Status, report.RowsAdded, report.BatchId));
        Assert.Equal("done", (await county.GetAsync<ImportProgress>($"imports/{batchId}")).Stage);
        Assert.Equal(0L, await county.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM upload_part)"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_after_the_answer_too()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B", ("Import:WaitSeconds", "0"));
        using var broken = await SendAsync(county, "imports/issues", """{"type":"FeatureCollection","features":[{]}""", "a.geojson");
        var work = await EndAsync(county, broken);
        Assert.Equal(WorkStatus.Failed, work.Status);
        Assert.Contains("the JSON is broken", work.Failure);
        Assert.Equal(new RefusedFile(422, "file-refused"), work.Result!.Value.Deserialize<RefusedFile>(ContractsJson.Options));
        using var rows = await SendAsync(county, "imports/issues", Files.Issues("1,a,2026-01-01,999,36"));
        Assert.Equal("refused", (await EndAsync(county, rows)).Result!.Value.GetProperty("status").GetString());
        Assert.Equal(0L, await county.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM import_batch)"));
    }

    [Fact]
    public async Task An_import_that_waits_for_others_is_called_off_and_stores_nothing()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B", ("Import:WaitSeconds", "0"));
        await using var other = await county.Db.OpenConnectionAsync(Ct);
        await using var holding = await other.BeginTransactionAsync(Ct);
        await other.ExecuteAsync("LOCK TABLE issue IN ACCESS EXCLUSIVE MODE", [], Ct);
        using var answer = await SendAsync(county, "imports/issues", Files.Issues($"1,a,2026-01-01,{InA}"));
        var asked = await TestCounty.ReadAsync<PieceOfWork>(answer);
        await Eventually.ReadAsync(() => county.GetAsync<PieceOfWork>($"work/{asked.WorkId}"), work => work.Status == WorkStatus.Running);
        await county.SendAsync(HttpMethod.Post, $"work/{asked.WorkId}/cancel");
        Assert.Equal(WorkStatus.Cancelled, (await EndAsync(county, answer)).Status);
        await holding.RollbackAsync(Ct);
        Assert.Equal(0L, await county.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM issue) + (SELECT count(*) FROM import_batch)"));
    }

    [Fact]
    public async Task The_first_file_of_a_county_makes_it_with_a_mapping_that_names_it()
    {
        await using var county = await TestCounty.CreateAsync(postgis);
        const string Units = "code,name\nU1,局\n";
        const string Mapping = """{"county":{"code":"990199","name":"新县","timeZone":"Asia/Shanghai"},"fields":{"code":{"column":"code"},"name":{"column":"name"}}}""";
        using var unnamed = await SendAsync(county, "/api/counties/990199/imports/units", Units);
        Assert.Equal(HttpStatusCode.NotFound, unnamed.StatusCode);
        var report = await ReadAsync(await SendAsync(county, "/api/counties/990199/imports/units", Units, mapping: Mapping));
        Assert.Equal(("published", 1), (report.Status, report.RowsAdded));
        Assert.Equal("新县", await county.SqlScalarAsync<string>("SELECT name FROM county WHERE county_code = '990199'"));
    }

    private static async Task<PieceOfWork> EndAsync(TestCounty county, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await Eventually.ReadAsync(() => county.GetAsync<PieceOfWork>($"{answer.Headers.Location}"), work => work.IsOver);
    }

    private static string Street(string name, double east) => Files.Collection(Files.Feature(
        $$"""{"externalId":"S1","name":"{{name}}"}""", FormattableString.Invariant($"{{\"type\":\"LineString\",\"coordinates\":[[104,36],[{east},36.1]]}}")));

    private static async Task<ImportReport> StoreAsync(TestCounty county, string layer, string content, string name = "a.csv") =>
        await ReadAsync(await SendAsync(county, layer == "grids" ? "imports/grids?acceptDefects=drawn" : $"imports/{layer}", content, name));

    private static async Task<ImportReport> WithdrawAsync(TestCounty county, Guid batchId) =>
        await ReadAsync(await county.Client.PostAsync($"imports/{batchId}/withdraw", null, Ct));

    private static async Task<ImportReport> ReadAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        return await TestCounty.ReadAsync<ImportReport>(response);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestCounty county, string address, string content, string name = "a.csv", string? mapping = null)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        if (mapping is not null) form.Add(new StringContent(mapping), "mapping");
        return await county.Client.PostAsync(address, form, Ct);
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Detail)> ProblemAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        using var problem = JsonDocument.Parse(text);
        return (response.StatusCode, problem.RootElement.GetProperty("type").GetString(), problem.RootElement.GetProperty("detail").GetString()!);
    }
}
