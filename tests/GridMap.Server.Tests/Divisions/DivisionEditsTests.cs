using System.Text.Json;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

/// <summary>What somebody draws in a draft.</summary>
public sealed class DivisionEditsTests(PostgisFixture postgis)
{
    [Fact]
    public async Task A_draft_is_edited_whole_raises_its_revision_and_has_to_be_checked_again()
    {
        await using var county = await DraftAsync("A B");
        await county.SqlAsync("UPDATE division SET status = 'checked', checked_at = now() WHERE division_id = 2");
        var b = (await GridsAsync(county)).Single(grid => grid.Properties.GridCode == "B");
        var edited = await EditAsync(county, 1, new EditDivisionGrids([
            new("B", "乙", "responsibility", b.Geometry!.Value, Residents: 12),
            new("C", "丙", "responsibility", Square(10, 10), LeadUnitCode: null)], ["A"]));
        Assert.Equal(200, edited.Status);
        var division = edited.Read<Division>();
        Assert.Equal((2L, "draft", 2), (division.Revision, division.Status, division.Grids));
        Assert.Equal("\"2\"", edited.Headers["ETag"]);
        Assert.Equal("B乙12 C丙", await county.SqlScalarAsync<string>(
            "SELECT string_agg(concat(grid_code, name, residents), ' ' ORDER BY grid_code) FROM division_grid WHERE division_id = 2"));
        // A shape that goes to and fro stays the very same, or every neighbour would seem reshaped.
        Assert.True(await county.SqlScalarAsync<bool>(
            "SELECT ST_AsEWKB(d.geom) = ST_AsEWKB(g.geom) FROM division_grid AS d JOIN grid AS g USING (county_code, grid_code) WHERE d.division_id = 2"));
        Assert.Equal("""{"put": ["B", "C"], "removed": ["A"]}""", await county.SqlScalarAsync<string>(
            "SELECT content ->> 'detail' FROM audit_entry WHERE content ->> 'action' = 'division.edited'"));
    }

    [Fact]
    public async Task An_edit_names_the_revision_it_was_drawn_on()
    {
        await using var county = await DraftAsync("A");
        var edit = new EditDivisionGrids([new("C", "丙", "responsibility", Square(10, 10))]);
        (await EditAsync(county, null, edit)).AssertProblem(428, "if-match-required");
        (await EditAsync(county, 7, edit)).AssertProblem(412, "changed-meanwhile", "revision 1");
        (await county.SendAsync(HttpMethod.Patch, "divisions/1/grids", edit, ifMatch: "\"1\"")).AssertProblem(409, "conflict", "Only a draft");
        (await county.SendAsync(HttpMethod.Patch, "divisions/9/grids", edit, ifMatch: "\"1\"")).AssertProblem(404, "not-found");
    }

    [Theory]
    [InlineData("""{}""", "nothing is to be changed")]
    [InlineData("""{"remove":["X"]}""", "the draft has no grid 'X'")]
    [InlineData("""{"put":[{"gridCode":"C","name":"","level":"unit","geometry":null}]}""", "put[0].name")]
    [InlineData("""{"put":[{"gridCode":"C","name":"丙","level":"street","geometry":null}]}""", "put[0].level")]
    [InlineData("""{"put":[{"gridCode":"C","name":"丙","level":"unit","geometry":{"type":"Point","coordinates":[104,36]}}]}""", "A Point is no area")]
    [InlineData("""{"put":[{"gridCode":"C","name":"丙","level":"unit","geometry":{"type":"Polygon","coordinates":[[[104,36],[104.1,36.1],[104.1,36],[104,36.1],[104,36]]]}}]}""", "put[0].geometry")]
    [InlineData("""{"put":[{"gridCode":"C","name":"丙","level":"unit","geometry":{"type":"Polygon","coordinates":[[[104,36],[200,36],[104,37],[104,36]]]}}]}""", "200")]
    [InlineData("""{"put":[{"gridCode":"C","name":"丙","level":"unit","leadUnitCode":"没有","geometry":{"type":"Polygon","coordinates":[[[104,36],[104.1,36],[104,36.1],[104,36]]]}}]}""", "there is no unit '没有'")]
    [InlineData("""{"put":[{"gridCode":"A","name":"甲","level":"unit","geometry":{"type":"Polygon","coordinates":[[[104,36],[104.1,36],[104,36.1],[104,36]]]}}],"remove":["A"]}""", "named twice")]
    public async Task An_edit_that_cannot_be_stored_is_refused_with_its_place_and_changes_nothing(string content, string reason)
    {
        await using var county = await DraftAsync("A");
        (await EditAsync(county, 1, JsonElement.Parse(content))).AssertProblem(422, "invalid", reason);
        Assert.Equal("A 1", await county.SqlScalarAsync<string>(
            "SELECT concat(g.grid_code, ' ', d.revision) FROM division AS d JOIN division_grid AS g USING (county_code, division_id)"));
    }

    [Fact]
    public async Task Unknown_members_are_refused()
    {
        await using var county = await DraftAsync("A");
        (await EditAsync(county, 1, JsonElement.Parse("""{"remove":["A"],"color":"red"}"""))).AssertProblem(400, "bad-body");
    }

    [Fact]
    public async Task A_county_s_rules_are_set_by_administrators_and_uncheck_its_drafts()
    {
        await using var county = await DraftAsync("A");
        await county.SqlAsync("UPDATE division SET status = 'checked', checked_at = now() WHERE division_id = 2");
        var found = await county.SendAsync(HttpMethod.Get, "division-rules");
        Assert.Equal(new CountyDivisionRules(0.5, "free"), found.Read<CountyDivisionRules>());
        Assert.Equal("\"1\"", found.Headers["ETag"]);
        (await county.SendAsync(HttpMethod.Put, "division-rules", new CountyDivisionRules(1, "free"))).AssertProblem(428, "if-match-required");
        (await county.SendAsync(HttpMethod.Put, "division-rules", new CountyDivisionRules(1, "free"), ifMatch: "\"4\"")).AssertProblem(412, "changed-meanwhile");
        (await county.SendAsync(HttpMethod.Put, "division-rules", new CountyDivisionRules(101, "free"), ifMatch: "\"1\"")).AssertProblem(422, "invalid", "0 to 100");
        (await county.SendAsync(HttpMethod.Put, "division-rules", new CountyDivisionRules(1, "mine"), ifMatch: "\"1\"")).AssertProblem(422, "invalid", "codeScheme");
        var set = await county.SendAsync(HttpMethod.Put, "division-rules", new CountyDivisionRules(1.5, "gbt30428", Square(0, 0)), ifMatch: "\"1\"");
        Assert.Equal((200, "\"2\""), (set.Status, set.Headers["ETag"]));
        var rules = set.Read<CountyDivisionRules>();
        Assert.Equal((1.5, "gbt30428", true), (rules.SliverWidthMetres, rules.CodeScheme, rules.Boundary is not null));
        Assert.Equal("draft2", await county.SqlScalarAsync<string>("SELECT status || revision FROM division WHERE division_id = 2"));
    }

    private static JsonElement Square(int column, int row)
    {
        var (x, y) = (100 + column * 0.01, 36 + row * 0.01);
        return JsonSerializer.SerializeToElement(new
        {
            type = "Polygon",
            coordinates = new[] { new double[][] { [x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y] } },
        });
    }

    private static async Task<IReadOnlyList<Feature<DivisionGrid>>> GridsAsync(TestCounty county) =>
        (await county.GetAsync<FeatureCollection<DivisionGrid>>("divisions/2/grids")).Features;

    private static Task<Answer> EditAsync(TestCounty county, long? revision, object content) =>
        county.SendAsync(HttpMethod.Patch, "divisions/2/grids", content, revision is null ? null : $"\"{revision}\"");

    private async Task<TestCounty> DraftAsync(string grids)
    {
        var county = await TestCounty.CreateAsync(postgis, grids);
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("草稿"));
        return county;
    }
}
