using System.Text.Json;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Work;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

/// <summary>Unit grids are made beneath a draft's grids, pass the gate, and change no figure when they come into force.</summary>
public sealed class UnitGridsTests(PostgisFixture postgis)
{
    private static readonly MakeUnitGrids Ordinary = new(AreaSquareMetres: 100_000);

    [Fact]
    public async Task Unit_grids_are_made_along_streets_checked_without_a_new_defect_and_published_with_all_figures_as_they_were()
    {
        await using var county = await DraftAsync("A B");
        await county.ReportIssueAsync("A");
        await Eventually.ReadAsync(() => county.GetAsync<JsonElement>("density?geometry=false"), density => Unresolved(density, "A") == 1);
        await county.SqlAsync("UPDATE division_grid SET lead_unit_code = 'U1' WHERE division_id = 2");

        var made = (await DoneAsync(county, Ordinary, 1)).Result!.Value;
        Assert.Equal((2, 0, 0), (Number(made, "divided"), Number(made, "kept"), Number(made, "removed")));
        Assert.Equal(Number(made, "made"), await county.SqlScalarAsync<long>("SELECT count(*) FROM division_grid WHERE level = 'unit'"));
        Assert.Equal("A-01 A 网格-01 A", await county.SqlScalarAsync<string>(
            "SELECT concat_ws(' ', grid_code, name, parent_code, lead_unit_code) FROM division_grid WHERE grid_code = 'A-01'"));
        // Every unit grid lies on one side of the street, which is a border of theirs now.
        Assert.Equal(0, await county.SqlScalarAsync<long>(
            "SELECT count(*) FROM division_grid AS g JOIN street AS s ON ST_Length(ST_Intersection(s.geom, ST_Buffer(g.geom, -0.00001))) > 0 WHERE g.level = 'unit'"));
        Assert.True(await county.SqlScalarAsync<bool>("SELECT status = 'draft' AND revision = 2 FROM division WHERE division_id = 2"));
        Assert.Equal("division.unit-grids-made", await county.SqlScalarAsync<string>(
            "SELECT content ->> 'action' FROM audit_entry ORDER BY sequence DESC LIMIT 1"));
        // Vertices set on the grids' own edges change no grid.
        var differences = (await county.GetAsync<FeatureCollection<ChangedGrid>>("divisions/2/differences")).Features;
        Assert.Equal(2, (await county.GetAsync<FeatureCollection<ChangedGrid>>("divisions/2/differences?level=responsibility")).Features.Count);
        (await county.SendAsync(HttpMethod.Get, "divisions/2/differences?level=street")).AssertProblem(400, "bad-parameter", "level");
        Assert.All(differences.Where(grid => grid.Properties.Level != "unit"), grid => Assert.Equal("described", grid.Properties.Difference));

        await DoAsync(county, "divisions/2/check");
        Assert.Equal([], (await county.GetAsync<FeatureCollection<DivisionDefect>>("divisions/2/defects")).Features.Select(defect => defect.Properties.Kind));
        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/publish", new PublishDivision())).Status);
        Assert.Equal(Number(made, "made"), await county.SqlScalarAsync<long>("SELECT count(*) FROM grid WHERE level = 'unit'"));
        Assert.Equal("A", await county.SqlScalarAsync<string>("SELECT grid_code FROM issue JOIN grid USING (county_code, grid_id)"));
        await county.ReportIssueAsync("A");
        await Eventually.ReadAsync(() => county.GetAsync<JsonElement>("density?geometry=false"), density => Unresolved(density, "A") == 2);
        // Only what was marked was counted: unit grids, which have no figure, make no county look uncounted.
        Assert.True(await county.SqlScalarAsync<int>("SELECT grids_counted FROM job_run ORDER BY started_at DESC LIMIT 1") < 3);
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM grid_density JOIN grid USING (county_code, grid_id) WHERE level = 'unit'"));
    }

    [Fact]
    public async Task Grids_that_have_unit_grids_keep_them_unless_they_are_to_be_replaced_and_they_can_be_taken_away()
    {
        await using var county = await DraftAsync("A B");
        await DoneAsync(county, Ordinary with { ParentCodes = ["A"] }, 1);
        var first = await county.SqlScalarAsync<long>("SELECT count(*) FROM division_grid WHERE level = 'unit'");

        var both = (await DoneAsync(county, Ordinary, 2)).Result!.Value;
        Assert.Equal((1, 1, 0L), (Number(both, "divided"), Number(both, "kept"), Number(both, "removed")));
        var again = (await DoneAsync(county, new(["A"], 50_000, Replace: true), 3)).Result!.Value;
        Assert.Equal((1, 0, first), (Number(again, "divided"), Number(again, "kept"), Number(again, "removed")));
        Assert.True(Number(again, "made") > first);

        (await county.SendAsync(HttpMethod.Delete, "divisions/2/unit-grids")).AssertProblem(428, "if-match-required");
        var removed = await county.SendAsync(HttpMethod.Delete, "divisions/2/unit-grids?area=A", ifMatch: "\"4\"");
        Assert.Equal((200, 5L), (removed.Status, removed.Read<Division>().Revision));
        Assert.Equal("B", await county.SqlScalarAsync<string>("SELECT string_agg(DISTINCT parent_code, ',') FROM division_grid WHERE level = 'unit'"));
        await county.SendAsync(HttpMethod.Delete, "divisions/2/unit-grids", ifMatch: "\"5\"");
        Assert.Equal(2, (await county.GetAsync<Division>("divisions/2")).Grids);
    }

    [Fact]
    public async Task By_GB_T_30428_they_have_fifteen_digits_of_their_community_and_other_codes_are_a_defect()
    {
        await using var county = await DraftAsync("A B");
        await county.SqlAsync("UPDATE county SET grid_code_scheme = 'gbt30428'");
        var alone = await DoAsync(county, "divisions/2/unit-grids", Ordinary, 1);
        Assert.Equal(WorkStatus.Failed, alone.Status);
        Assert.Contains("lies in no community", alone.Failure, StringComparison.Ordinal);
        await county.SqlAsync(
            """
            INSERT INTO division_grid (county_code, division_id, grid_code, name, level, geom)
            SELECT county_code, 2, '990101001001', '社区', 'community', ST_Multi(ST_Union(geom)) FROM division_grid WHERE division_id = 2 GROUP BY county_code
            """);
        await county.SqlAsync("UPDATE division_grid SET parent_code = '990101001001' WHERE level = 'responsibility' AND division_id = 2");

        await DoneAsync(county, Ordinary with { ParentCodes = ["990101001001"] }, 1);

        Assert.Equal("990101001001001", await county.SqlScalarAsync<string>("SELECT min(grid_code) FROM division_grid WHERE level = 'unit'"));
        Assert.Equal("A,B", await county.SqlScalarAsync<string>("SELECT string_agg(DISTINCT parent_code, ',') FROM division_grid WHERE level = 'unit'"));
        await county.SqlAsync("UPDATE division_grid SET grid_code = 'U-1' WHERE grid_code = '990101001001001'");
        await DoAsync(county, "divisions/2/check");
        Assert.Equal("U-1", (await county.GetAsync<FeatureCollection<DivisionDefect>>("divisions/2/defects?kind=invalid-code")).Features.Single().Properties.GridCodes.Single());
    }

    [Fact]
    public async Task What_cannot_be_divided_is_refused_and_changes_nothing()
    {
        await using var county = await DraftAsync("A");
        (await AskAsync(county, Ordinary, null)).AssertProblem(428, "if-match-required");
        (await AskAsync(county, Ordinary, 7)).AssertProblem(412, "changed-meanwhile");
        (await AskAsync(county, Ordinary with { AreaSquareMetres = 1_999 }, 1)).AssertProblem(422, "invalid", "areaSquareMetres");
        (await AskAsync(county, Ordinary with { ParentCodes = [] }, 1)).AssertProblem(422, "invalid", "parentCodes");
        (await county.SendAsync(HttpMethod.Post, "divisions/1/unit-grids", Ordinary, "\"1\"")).AssertProblem(409, "conflict", "Only a draft");
        (await county.SendAsync(HttpMethod.Post, "divisions/9/unit-grids", Ordinary, "\"1\"")).AssertProblem(404, "not-found");
        Assert.Contains("no grid X", (await DoAsync(county, "divisions/2/unit-grids", Ordinary with { ParentCodes = ["X"] }, 1)).Failure, StringComparison.Ordinal);
        await county.SqlAsync("UPDATE division_grid SET geom = ST_Multi(ST_MakeEnvelope(104, 30, 105, 31, 4326)) WHERE grid_code = 'A' AND division_id = 2");
        Assert.Contains("50,000 at a time", (await DoAsync(county, "divisions/2/unit-grids", Ordinary, 1)).Failure, StringComparison.Ordinal);
        Assert.True(await county.SqlScalarAsync<bool>("SELECT count(*) = 1 FROM division_grid WHERE division_id = 2"));
    }

    // With a street through the middle of the drawing, from west to east.
    private async Task<TestCounty> DraftAsync(string grids)
    {
        var county = await TestCounty.CreateAsync(postgis, grids);
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '东街街道', 'territorial')", TestCounty.Code);
        await county.SqlAsync(
            """
            INSERT INTO street (county_code, street_id, external_id, name, class, geom)
            SELECT $1, 1, 'S1', '人民路', 'main', ST_Multi(ST_SetSRID(ST_MakeLine(
                ST_MakePoint(ST_XMin(e) - 0.001, ST_YMin(e) + 0.4 * (ST_YMax(e) - ST_YMin(e))),
                ST_MakePoint(ST_XMax(e) + 0.001, ST_YMin(e) + 0.5 * (ST_YMax(e) - ST_YMin(e)))), 4326))
            FROM (SELECT ST_Extent(geom) AS e FROM grid) AS extent
            """, TestCounty.Code);
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("草稿"));
        return county;
    }

    private static int Unresolved(JsonElement density, string code) => density.GetProperty("features").EnumerateArray()
        .Select(feature => feature.GetProperty("properties")).Single(grid => grid.GetProperty("gridCode").GetString() == code).GetProperty("unresolvedIssues").GetInt32();

    private static long Number(JsonElement result, string name) => result.GetProperty(name).GetInt64();

    private static Task<Answer> AskAsync(TestCounty county, MakeUnitGrids wanted, long? revision) =>
        county.SendAsync(HttpMethod.Post, "divisions/2/unit-grids", wanted, revision is null ? null : $"\"{revision}\"");

    private static async Task<PieceOfWork> DoneAsync(TestCounty county, MakeUnitGrids wanted, long revision)
    {
        var work = await DoAsync(county, "divisions/2/unit-grids", wanted, revision);
        Assert.Equal((WorkStatus.Done, null), (work.Status, work.Failure));
        return work;
    }

    // Asks for long work, and waits for its end.
    private static async Task<PieceOfWork> DoAsync(TestCounty county, string address, object? content = null, long? revision = null)
    {
        var asked = await county.SendAsync(HttpMethod.Post, address, content, revision is null ? null : $"\"{revision}\"");
        Assert.Equal(202, asked.Status);
        return await Eventually.ReadAsync(
            () => county.GetAsync<PieceOfWork>(asked.Headers["Location"].Split($"{TestCounty.Code}/")[1]), work => work.IsOver);
    }
}
