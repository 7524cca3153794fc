using System.Net.Http.Headers;
using GridMap.Contracts.Access;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Work;
using GridMap.Server.Divisions;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

public sealed partial class DivisionsTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_grids_with_a_defect_stays_a_draft_and_the_command_says_where()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var (exit, output, error) = await trial.ImportAsync(
            "grids", trial.Write("网格.geojson", Files.Grids()), "--county", ImportTrial.County, "--name", "县");
        Assert.Equal(3, exit);
        Assert.Contains("missing-lead A at 104.", error);
        Assert.Contains("a draft, division 1, with 2 defects; not in force", output);
        Assert.Equal("draft", await trial.ScalarAsync<string>("SELECT status FROM import_batch"));
        Assert.Equal(0, await trial.ScalarAsync<long>("SELECT count(*) FROM grid"));
        Assert.Equal("checked 2 网格", await trial.ScalarAsync<string>(
            "SELECT concat_ws(' ', status, (SELECT count(*) FROM division_grid), name) FROM division"));
    }

    [Fact]
    public async Task A_file_of_grids_without_defect_is_in_force_unless_it_is_to_stay_a_draft()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await trial.StoreAsync("units", trial.Write("u.csv", "code,name\nU1,局\n"), "--county", ImportTrial.County, "--name", "县");
        var grids = trial.Write("g.geojson", Files.Collection(Files.Feature("""{"code":"A","name":"甲","leadUnitCode":"U1"}""", Files.Square(104))));
        var (exit, output, _) = await trial.ImportAsync("grids", grids, "--county", ImportTrial.County, "--draft");
        Assert.Equal((0, 0L), (exit, await trial.ScalarAsync<long>("SELECT count(*) FROM grid")));
        Assert.Contains("with 0 defects; not in force", output);
        (exit, _, _) = await trial.ImportAsync("grids", grids, "--county", ImportTrial.County);
        Assert.Equal((0, 1L), (exit, await trial.ScalarAsync<long>("SELECT count(*) FROM grid")));
        Assert.Equal("published", await trial.ScalarAsync<string>("SELECT status FROM division WHERE division_id = 2"));
    }

    [Fact]
    public async Task A_draft_comes_into_force_whole_and_what_was_stays_readable_with_its_figures()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C");
        await GiveLeadsAsync(county);
        var inA = await county.ReportIssueAsync("A");
        await county.ReportIssueAsync("C");
        await Eventually.ReadAsync(
            () => county.SqlScalarAsync<long>("SELECT coalesce(sum(unresolved_issues), 0) FROM grid_density"), counted => counted == 2);
        var draft = (await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("第二版"))).Read<Division>();
        Assert.Equal((2, DivisionStatus.Draft, 1, 3), (draft.DivisionId, draft.Status, draft.BasedOn, draft.Grids));

        // B takes A over, and C is called otherwise.
        await county.SqlAsync(
            """
            UPDATE division_grid AS b SET geom = ST_Multi(ST_Union(a.geom, b.geom)) FROM division_grid AS a
            WHERE a.division_id = 2 AND b.division_id = 2 AND a.grid_code = 'A' AND b.grid_code = 'B'
            """);
        await county.SqlAsync("DELETE FROM division_grid WHERE division_id = 2 AND grid_code = 'A'");
        await county.SqlAsync("UPDATE division_grid SET name = '丙' WHERE division_id = 2 AND grid_code = 'C'");
        var differences = await county.GetAsync<FeatureCollection<ChangedGrid>>("divisions/2/differences");
        Assert.Equal(
            ["A removed", "B reshaped", "C described"],
            differences.Features.Select(feature => $"{feature.Properties.GridCode} {feature.Properties.Difference}"));

        (await county.SendAsync(HttpMethod.Post, "divisions/2/publish", new PublishDivision()))
            .AssertProblem(409, "conflict", "was not checked as it stands");
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/check")).Status);
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/publish", new PublishDivision())).Status);

        Assert.Equal("B,C", await county.SqlScalarAsync<string>("SELECT string_agg(grid_code, ',' ORDER BY grid_code) FROM grid"));
        Assert.Equal("B", await county.SqlScalarAsync<string>(
            "SELECT g.grid_code FROM issue AS i JOIN grid AS g USING (county_code, grid_id) WHERE i.issue_id = $1", inA.Id));
        var divisions = await county.GetAsync<List<Division>>("divisions");
        Assert.Equal([(2, "published", 2), (1, "superseded", 3)], divisions.Select(each => (each.DivisionId, each.Status, each.Grids)));
        var since = await county.GetAsync<FeatureCollection<ChangedGrid>>("divisions/2/differences");
        Assert.Equal(
            ["A removed", "B reshaped", "C described"],
            since.Features.Select(feature => $"{feature.Properties.GridCode} {feature.Properties.Difference}"));
        Assert.Empty((await county.GetAsync<FeatureCollection<ChangedGrid>>("divisions/1/differences")).Features);
        var old = await county.GetAsync<FeatureCollection<DivisionGrid>>("divisions/1/grids");
        Assert.Equal(
            [("A", 1), ("B", 0), ("C", 1)], old.Features.Select(feature => (feature.Properties.GridCode, feature.Properties.UnresolvedIssues ?? -1)));
        Assert.Equal("published,removed", await county.SqlScalarAsync<string>(
            "SELECT string_agg(DISTINCT action, ',' ORDER BY action) FROM change WHERE entity = 'grid'"));
        await Eventually.ReadAsync(
            () => county.SqlScalarAsync<string>("SELECT string_agg(grid_code || unresolved_issues, ' ' ORDER BY grid_code) FROM grid_density JOIN grid USING (county_code, grid_id)"),
            figures => figures == "B1 C1");
    }

    [Fact]
    public async Task A_division_with_defects_needs_an_administrator_s_written_reason()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        using var office = county.App.CreateClient();
        office.BaseAddress = county.Client.BaseAddress;
        office.DefaultRequestHeaders.Authorization = new("Bearer", await TestKeys.CreateAsync(county.Db, Role.Office, TestCounty.Code));
        await TestCounty.SendAsync(office, HttpMethod.Post, "divisions", new OpenDivision("新"));
        // The second check finds the same again.
        foreach (var _ in Enumerable.Range(0, 2)) Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/check")).Status);
        var defects = await county.GetAsync<FeatureCollection<DivisionDefect>>("divisions/2/defects");
        Assert.Equal(["missing-lead A"], defects.Features.Select(feature => $"{feature.Properties.Kind} {feature.Properties.GridCodes[0]}"));

        (await TestCounty.SendAsync(office, HttpMethod.Post, "divisions/2/publish", new PublishDivision())).AssertProblem(409, "conflict", "1 defects");
        (await TestCounty.SendAsync(office, HttpMethod.Post, "divisions/2/publish", new PublishDivision("等不及"))).AssertProblem(403, "not-allowed");
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/publish", new PublishDivision("牵头单位下周定"))).Status);
        var published = await county.GetAsync<Division>("divisions/2");
        Assert.Equal(("published", "牵头单位下周定"), (published.Status, published.DefectsAcceptedBecause));
        Assert.Equal("牵头单位下周定", await county.SqlScalarAsync<string>(
            "SELECT content #>> '{detail,defectsAcceptedBecause}' FROM audit_entry WHERE content ->> 'action' = 'division.published'"));
    }

    [Fact]
    public async Task A_draft_that_was_overtaken_is_not_published_over_what_overtook_it()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await GiveLeadsAsync(county);
        foreach (var name in (string[])["二", "三"]) await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision(name));
        await DoAsync(county, "divisions/2/check");
        await DoAsync(county, "divisions/3/check");
        await DoAsync(county, "divisions/3/publish", new PublishDivision());
        (await county.SendAsync(HttpMethod.Post, "divisions/2/publish", new PublishDivision()))
            .AssertProblem(409, "conflict", "Division 3 came into force since");
        Assert.Equal(204, (await county.SendAsync(HttpMethod.Delete, "divisions/2")).Status);
        (await county.SendAsync(HttpMethod.Delete, "divisions/3")).AssertProblem(409, "conflict", "Only a draft");
    }

    [Fact]
    public async Task Drafts_are_not_told_to_members_who_cannot_make_them()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("草稿"));
        using var lead = county.App.CreateClient();
        lead.BaseAddress = county.Client.BaseAddress;
        lead.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TestKeys.CreateAsync(county.Db, Role.GridLead, TestCounty.Code, "A"));
        Assert.Equal([1], (await TestCounty.SendAsync(lead, HttpMethod.Get, "divisions")).Read<List<Division>>().Select(each => each.DivisionId));
        foreach (var address in (string[])["divisions/2", "divisions/2/grids", "divisions/2/differences"])
            (await TestCounty.SendAsync(lead, HttpMethod.Get, address)).AssertProblem(404, "not-found");
        (await TestCounty.SendAsync(lead, HttpMethod.Post, "divisions", new OpenDivision("x"))).AssertProblem(403, "not-allowed");
    }

    [Fact]
    public async Task A_lead_unit_changed_under_a_draft_stays_changed_when_it_is_published()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await GiveLeadsAsync(county);
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'V', '新街道', 'territorial')", TestCounty.Code);
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("二"));
        await DoAsync(county, "divisions/2/check");
        Assert.Equal(200, (await county.SendAsync(HttpMethod.Patch, "grids/A/responsibility", """{"leadUnitCode":"V"}""", "\"1\"")).Status);
        (await county.SendAsync(HttpMethod.Post, "divisions/2/publish", new PublishDivision())).AssertProblem(409, "conflict", "was not checked as it stands");
        await DoAsync(county, "divisions/2/check");
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/publish", new PublishDivision())).Status);
        Assert.Equal("V U", await county.SqlScalarAsync<string>("SELECT string_agg(lead_unit_code, ' ' ORDER BY grid_code) FROM grid"));
    }

    [Fact]
    public async Task A_publication_waits_for_its_day_and_can_be_called_off()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await GiveLeadsAsync(county);
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("明年"));
        await DoAsync(county, "divisions/2/check");
        var day = new DateOnly(2199, 1, 1);
        var asked = (await county.SendAsync(HttpMethod.Post, "divisions/2/publish", new PublishDivision(On: day))).Read<PieceOfWork>();
        Assert.Equal(day, (await county.GetAsync<Division>("divisions/2")).PublishOn);
        Assert.Equal(WorkStatus.Cancelled, (await county.SendAsync(HttpMethod.Post, $"work/{asked.WorkId}/cancel")).Read<PieceOfWork>().Status);
        Assert.Null((await county.GetAsync<Division>("divisions/2")).PublishOn);
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/publish", new PublishDivision(On: new(2020, 1, 1)))).Status);
    }

    [Fact]
    public async Task Readers_never_see_two_divisions_at_once()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A1 A2 A3 / A4 A5 A6");
        await GiveLeadsAsync(county);
        await county.SqlAsync("UPDATE grid SET name = '网格'");
        foreach (var at in Enumerable.Range(0, 60)) await county.ReportIssueAsync($"A{1 + at % 6}");
        using var over = new CancellationTokenSource();
        string[] addresses = ["issues?limit=1000", "issues.csv", "grids", "density?geometry=false"];
        var readers = addresses.Select(address => Task.Run(async () =>
        {
            var seen = new HashSet<string>();
            while (!over.IsCancellationRequested)
                seen.Add(string.Concat(DivisionOfCode().Matches((await county.SendAsync(HttpMethod.Get, address)).Text).Select(code => code.Groups[1].Value).Distinct().Order()));
            return seen;
        }, Ct)).ToList();
        for (var round = 0; round < 20; round++)
            await PublishAsync(county, $"UPDATE division_grid SET grid_code = '{(round % 2 == 0 ? 'B' : 'A')}' || substr(grid_code, 2), name = '网格'");
        await over.CancelAsync();
        foreach (var seen in await Task.WhenAll(readers)) Assert.Equal(["A", "B"], seen.Where(divisions => divisions is not "").Order());
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"?\\b([AB])[1-6]\\b")]
    private static partial System.Text.RegularExpressions.Regex DivisionOfCode();

    // As the work does it, without the server's jobs: drafts, changes, checks and publishes.
    private static async Task PublishAsync(TestCounty county, string change)
    {
        await using var connection = await county.Db.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await DivisionLock.TakeAsync(connection, TestCounty.Code, Ct);
        await connection.ExecuteAsync("SELECT FROM county WHERE county_code = $1 FOR UPDATE", [TestCounty.Code], Ct);
        var draft = await DivisionDrafts.OpenAsync(connection, TestCounty.Code, "x", "x", batchId: null, Ct);
        await connection.ExecuteAsync($"{change} WHERE division_id = $1", [draft], Ct);
        await DivisionPublication.PublishAsync(connection, TestCounty.Code, new(draft, BatchId: null), progress: null, Ct);
        await transaction.CommitAsync(Ct);
    }

    private static Task<int> GiveLeadsAsync(TestCounty county) => county.SqlAsync(
        """
        WITH made AS (INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U', '街道', 'territorial') RETURNING unit_code)
        UPDATE grid SET lead_unit_code = unit_code FROM made
        """, TestCounty.Code);

    // Asks for long work, and waits for its end.
    private static async Task<PieceOfWork> DoAsync(TestCounty county, string address, object? content = null)
    {
        var asked = await county.SendAsync(HttpMethod.Post, address, content);
        Assert.Equal(202, asked.Status);
        return await Eventually.ReadAsync(
            () => county.GetAsync<PieceOfWork>(asked.Headers["Location"].Split($"{TestCounty.Code}/")[1]), work => work.IsOver);
    }
}
