using System.Globalization;
using GridMap.Contracts.Access;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Audit;
using GridMap.Testing;

namespace GridMap.Server.Tests.Responsibility;

/// <summary>A county <c>A B / C .</c>: A and B beneath community K, K and C beneath town T, whose ground is all four squares.</summary>
public sealed class ResponsibilityTests(PostgisFixture postgis) : IAsyncLifetime
{
    private TestCounty _county = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _county = await TestCounty.CreateIdleAsync(postgis, "A B / C .");
        await _county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, parent_grid_id, geom, area_square_metres)
            SELECT $1, 100, 'T', '城关镇', 'town', NULL, ST_Multi(ST_Envelope(ST_Union(geom))), 1 FROM grid
            UNION ALL
            SELECT $1, 101, 'K', '东街社区', 'community', 100, ST_Multi(ST_Union(geom)), 1 FROM grid WHERE grid_code IN ('A', 'B')
            """, TestCounty.Code);
        await _county.SqlAsync("UPDATE grid SET parent_grid_id = CASE grid_code WHEN 'C' THEN 100 ELSE 101 END WHERE grid_code IN ('A', 'B', 'C')");
        await _county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        await _county.SqlAsync(
            """
            INSERT INTO unit (county_code, unit_code, name, kind, parent_unit_code, phone) VALUES
                ($1, 'Z', '城关镇政府', 'territorial', NULL, '0943-1'), ($1, 'J', '东街居委会', 'territorial', 'Z', '0943-2'),
                ($1, 'X', '县政府办', 'territorial', NULL, '0943-0'), ($1, 'G', '城管局', 'functional', NULL, '0943-3'),
                ($1, 'S', '住建局', 'functional', NULL, NULL), ($1, 'L', '张副县长', 'person', 'X', '139'), ($1, 'W', '王主任', 'person', 'J', '138')
            """, TestCounty.Code);
    }

    public ValueTask DisposeAsync() => _county.DisposeAsync();

    [Fact]
    public async Task The_nearest_area_up_the_chain_that_names_somebody_answers()
    {
        Assert.Equal(new ResponsibleUnit(null, "none"), (await AskAsync("A")).Lead);
        await EditCountyAsync("""{"leadUnitCode":"X","leaders":["L"]}""", 0);
        Assert.Equal(("X", "county"), Lead(await AskAsync("A")));
        await EditAsync("T", """{"leadUnitCode":"Z"}""");
        Assert.Equal(("Z", "parent:T"), Lead(await AskAsync("A")));
        await EditAsync("K", """{"leadUnitCode":"J","contacts":["W"]}""");
        Assert.Equal(("J", "parent:K"), Lead(await AskAsync("A")));
        Assert.Equal(("Z", "parent:T"), Lead(await AskAsync("C")));
        await EditAsync("A", """{"leadUnitCode":"S","members":["G","J"]}""");

        var answer = await AskAsync("A");
        Assert.Equal(("S", "own"), Lead(answer));
        Assert.Equal(new GridName("A", "A 网格", "responsibility"), answer.Grid);
        Assert.Equal(["T", "K"], answer.Parents.Select(parent => parent.GridCode));
        Assert.Null(answer.Nearest);
        Assert.Equal(["G", "J"], answer.Members.Select(unit => unit.Code));
        Assert.Equal(("L 139", "county"), People(answer.Leaders));
        Assert.Equal(("W 138", "parent:K"), People(answer.Contacts));
        Assert.Equal(("", "none"), People((await AskAsync("C")).Contacts));
        Assert.Equal(new Unit("S", "住建局", "functional", null, null), answer.Lead.Unit);
        Assert.Equal(("J", "own"), Lead(await _county.GetAsync<PlaceResponsibility>("responsibility?grid=K")));
        Assert.Equal(("J", "parent:K"), Lead(await _county.GetAsync<PlaceResponsibility>("responsibility?grid=B")));
    }

    [Fact]
    public async Task Ground_that_the_grids_leave_out_is_the_areas_that_covers_it()
    {
        await EditAsync("T", """{"leadUnitCode":"Z","members":["G"]}""");
        var (b, c) = (_county.At("B"), _county.At("C"));

        var answer = await AskAsync(new Position(b.Longitude, c.Latitude));

        Assert.Equal(("T", "Z", "own"), (answer.Grid?.GridCode, answer.Lead.Unit?.Code, answer.Lead.Rule));
        Assert.Equal(["G"], answer.Members.Select(unit => unit.Code));
        Assert.InRange(answer.Nearest!.DistanceMetres, 300, 460);
        Assert.Empty(answer.Parents);
    }

    [Fact]
    public async Task Outside_the_nearest_grid_is_told_and_how_far_it_is()
    {
        await EditCountyAsync("""{"leadUnitCode":"X"}""", 0);

        var answer = await AskAsync("outside");

        Assert.Null(answer.Grid);
        Assert.Equal((null, "none"), (answer.Lead.Unit, answer.Lead.Rule));
        Assert.Equal("A", answer.Nearest!.GridCode);
        var independent = await _county.SqlScalarAsync<double>(
            "SELECT min(ST_Distance(geom::geography, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography)) FROM grid WHERE level = 'responsibility'",
            _county.At("outside").Longitude, _county.At("outside").Latitude);
        Assert.Equal(independent, answer.Nearest.DistanceMetres, 0.01);
        Assert.InRange(answer.Nearest.DistanceMetres, 1000, 1200);
    }

    [Fact]
    public async Task A_department_answers_for_the_categories_that_begin_as_it_says()
    {
        (await DepartmentsAsync("""{"departments":[{"category":"垃圾","unitCode":"G"},{"category":"垃圾池","unitCode":"S"}]}""", 0)).Read<CountyDepartments>();

        Assert.Equal(["垃圾 G category", "垃圾池 S category"], Departments(await AskAsync("A")));
        Assert.Equal(["垃圾 G category"], Departments(await AskAsync("A", "垃圾")));
        Assert.Equal(["垃圾桶破损 G beginning:垃圾"], Departments(await AskAsync("A", "垃圾桶破损")));
        Assert.Equal(["垃圾池敞口 S beginning:垃圾池"], Departments(await AskAsync("A", "垃圾池敞口")));
        Assert.Equal(["占道  none"], Departments(await AskAsync("A", "占道")));
        await DepartmentsAsync("""{"departments":[{"category":"垃圾","unitCode":"G"},{"category":"","unitCode":"S"}]}""", 1);
        Assert.Equal(["占道 S beginning:"], Departments(await AskAsync("A", "占道")));
        Assert.Equal(["垃圾 G category"], Departments(await AskAsync("outside", "垃圾")));
        (await DepartmentsAsync("""{"departments":[]}""", 1)).AssertProblem(412, "changed-meanwhile");
        (await DepartmentsAsync("""{"departments":[{"category":"","unitCode":"W"}]}""", 2)).AssertProblem(422, "invalid", "unitCode: a person");
        (await DepartmentsAsync("""{"departments":[{"category":"","unitCode":"?"}]}""", 2)).AssertProblem(422, "invalid", "unitCode:");
        (await DepartmentsAsync("""{"departments":[{"category":"","unitCode":"S"},{"category":"","unitCode":"G"}]}""", 2)).AssertProblem(422, "invalid", "twice");
        (await DepartmentsAsync("""{"departments":[null]}""", 2)).AssertProblem(422, "invalid", "null");

        Assert.Equal(2, (await _county.GetAsync<CountyDepartments>("departments")).Revision);
        Assert.Equal(["departments.edited", "departments.edited"], (await _county.AuditAsync()).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Whose_a_grid_is_changes_without_another_division_and_is_told()
    {
        var divided = await _county.SqlScalarAsync<long>("SELECT grid_revision FROM county");
        var first = await _county.GetAsync<AreaResponsibility>("grids/A/responsibility");
        Assert.Equal((1L, null), (first.Revision, first.LeadUnit));

        var put = await _county.SendAsync(HttpMethod.Put, "grids/A/responsibility", new SetAreaResponsibility(["G", "S"], ["L"], ["W"]), "\"1\"");
        Assert.Equal("\"2\"", put.Headers["ETag"]);
        Assert.Equal(2, (await _county.SendAsync(HttpMethod.Put, "grids/A/responsibility", new SetAreaResponsibility(["G", "S"], ["L"], ["W"]), "\"2\"")).Read<AreaResponsibility>().Revision);
        var patched = (await _county.SendAsync(HttpMethod.Patch, "grids/A/responsibility", """{"leadUnitCode":"J","members":["S","G"]}""", "\"2\"")).Read<AreaResponsibility>();
        Assert.Equal(("J", "S G", "L", 3L), (patched.LeadUnit?.Code, string.Join(' ', patched.Members.Select(unit => unit.Code)), patched.Leaders[0].Code, patched.Revision));
        (await _county.SendAsync(HttpMethod.Patch, "grids/A/responsibility", """{"leadUnitCode":"Z"}""", "\"2\"")).AssertProblem(412, "changed-meanwhile");
        Assert.Equal("J", (await _county.GetAsync<Feature<GridDetail>>("grids/A")).Properties.LeadUnit?.Code);

        Assert.Equal(divided, await _county.SqlScalarAsync<long>("SELECT grid_revision FROM county"));
        Assert.Equal(["grid.edited", "grid.edited"], (await _county.AuditAsync()).Select(entry => entry.Action));
        Assert.Equal(
            """edited 2 1 {"leaders": [], "members": [], "contacts": []} {"leaders": ["L"], "members": ["G", "S"], "contacts": ["W"]};edited 3 1 {"members": ["G", "S"], "lead_unit_code": null} {"members": ["S", "G"], "lead_unit_code": "J"}""",
            await _county.SqlScalarAsync<string>("SELECT string_agg(concat_ws(' ', action, revision, new_grid_id, before, after), ';' ORDER BY revision) FROM change WHERE entity = 'grid' AND entity_id = '1'"));
    }

    [Fact]
    public async Task Only_units_lead_and_only_people_are_called()
    {
        async Task RefusedAsync(string edit, string words) =>
            (await _county.SendAsync(HttpMethod.Patch, "grids/A/responsibility", edit, "\"1\"")).AssertProblem(422, "invalid", words);

        await RefusedAsync("""{"leadUnitCode":"W"}""", "leadUnitCode: a person");
        await RefusedAsync("""{"leadUnitCode":"?"}""", "leadUnitCode: there is no such unit");
        await RefusedAsync("""{"members":["L"]}""", "members: a person");
        await RefusedAsync("""{"leaders":["G"]}""", "leaders: only a person");
        await RefusedAsync("""{"contacts":["W","W"]}""", "contacts: it names one twice");
        await RefusedAsync("""{"contacts":[null]}""", "contacts:");
        (await _county.SendAsync(HttpMethod.Patch, "grids/Q/responsibility", """{"leadUnitCode":"J"}""", "\"1\"")).AssertProblem(404, "not-found");
        (await _county.SendAsync(HttpMethod.Get, "grids/Q/responsibility")).AssertProblem(404, "not-found");
        (await _county.SendAsync(HttpMethod.Get, "responsibility?grid=Q")).AssertProblem(404, "not-found");
        (await _county.SendAsync(HttpMethod.Get, "responsibility?grid=A&lon=104")).AssertProblem(400, "bad-parameter", "'grid'");
        (await _county.SendAsync(HttpMethod.Get, "responsibility?lon=104")).AssertProblem(400, "bad-parameter", "'lat'");
        (await _county.SendAsync(HttpMethod.Get, "responsibility?lon=36&lat=104")).AssertProblem(400, "bad-parameter", "swapped");
        (await _county.SendAsync(HttpMethod.Get, "responsibility?lon=104&lat=36&lng=1")).AssertProblem(400, "unknown-parameter");

        Assert.Empty(await _county.AuditAsync("?outcome=done"));
    }

    // Named by its code, an area keeps its people when the grid is made anew.
    [Fact]
    public async Task What_is_said_of_an_area_outlives_its_grid()
    {
        await EditAsync("A", """{"members":["G"]}""");

        await _county.SqlAsync("DELETE FROM grid WHERE grid_code = 'A'");
        await _county.SqlAsync("INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres) SELECT $1, 200, 'A', '新', 'responsibility', geom, 1 FROM grid WHERE grid_code = 'B'", TestCounty.Code);

        Assert.Equal(["G"], (await _county.GetAsync<AreaResponsibility>("grids/A/responsibility")).Members.Select(unit => unit.Code));
    }

    [Fact]
    public async Task Every_member_asks_and_only_the_office_changes()
    {
        await EditAsync("A", """{"leadUnitCode":"J"}""");
        using var inspector = await ClientAsync(Role.Inspector, "C");
        using var office = await ClientAsync(Role.Office);

        Assert.Equal(("J", "own"), Lead((await TestCounty.SendAsync(inspector, HttpMethod.Get, Address(_county.At("A")))).Read<PlaceResponsibility>()));
        (await TestCounty.SendAsync(inspector, HttpMethod.Patch, "grids/C/responsibility", """{"leadUnitCode":"J"}""", "\"1\"")).AssertProblem(403, "not-allowed");
        Assert.Equal(200, (await TestCounty.SendAsync(office, HttpMethod.Patch, "grids/C/responsibility", """{"leadUnitCode":"J"}""", "\"1\"")).Status);
        Assert.Equal(200, (await TestCounty.SendAsync(office, HttpMethod.Put, "departments", """{"departments":[{"category":"","unitCode":"S"}]}""", "\"0\"")).Status);
        Assert.Equal(200, (await TestCounty.SendAsync(office, HttpMethod.Patch, "responsibility/county", """{"leadUnitCode":"X"}""", "\"1\"")).Status);
    }

    [Fact]
    public async Task What_is_said_of_the_county_as_a_whole_is_kept_apart()
    {
        Assert.Equal(0, (await _county.GetAsync<AreaResponsibility>("responsibility/county")).Revision);
        await EditCountyAsync("""{"leadUnitCode":"X","contacts":["W"]}""", 0);

        var stored = await _county.GetAsync<AreaResponsibility>("responsibility/county");
        Assert.Equal((null, "X", "W", 1L), (stored.AreaCode, stored.LeadUnit?.Code, stored.Contacts.Single().Code, stored.Revision));
        (await _county.SendAsync(HttpMethod.Patch, "responsibility/county", """{"leadUnitCode":null}""", "\"0\"")).AssertProblem(412, "changed-meanwhile");
        var entry = Assert.Single(await _county.AuditAsync());
        Assert.Equal(("responsibility.edited", "county"), (entry.Action, entry.Entity));
        // Open screens show units as they answer now.
        Assert.Equal("unit edited 1 X", await _county.SqlScalarAsync<string>("SELECT concat_ws(' ', entity, action, revision, after ->> 'lead_unit_code') FROM change WHERE entity_id IS NULL"));
        await _county.SendAsync(HttpMethod.Put, "departments", """{"departments":[{"category":"","unitCode":"S"}]}""", "\"1\"");
        Assert.Equal("unit edited 2 S", await _county.SqlScalarAsync<string>("SELECT concat_ws(' ', entity, action, revision, after #>> '{departments,0,unitCode}') FROM change WHERE entity_id IS NULL AND revision = 2"));
    }

    private static (string? Code, string Rule) Lead(PlaceResponsibility answer) => (answer.Lead.Unit?.Code, answer.Lead.Rule);

    private static (string People, string Rule) People(ResponsiblePeople people) =>
        (string.Join(',', people.People.Select(person => $"{person.Code} {person.Phone}")), people.Rule);

    private static IEnumerable<string> Departments(PlaceResponsibility answer) => answer.Departments.Select(one => $"{one.Category} {one.Unit?.Code} {one.Rule}");

    private static string Address(Position at, string? category = null) => string.Create(CultureInfo.InvariantCulture,
        $"responsibility?lon={at.Longitude}&lat={at.Latitude}{(category is null ? "" : $"&category={Uri.EscapeDataString(category)}")}");

    private Task<PlaceResponsibility> AskAsync(string place, string? category = null) => _county.GetAsync<PlaceResponsibility>(Address(_county.At(place), category));

    private Task<PlaceResponsibility> AskAsync(Position at) => _county.GetAsync<PlaceResponsibility>(Address(at));

    private async Task EditAsync(string code, string edit)
    {
        var revision = (await _county.GetAsync<AreaResponsibility>($"grids/{code}/responsibility")).Revision;
        (await _county.SendAsync(HttpMethod.Patch, $"grids/{code}/responsibility", edit, $"\"{revision}\"")).Read<AreaResponsibility>();
    }

    private async Task EditCountyAsync(string edit, int revision) =>
        (await _county.SendAsync(HttpMethod.Patch, "responsibility/county", edit, $"\"{revision}\"")).Read<AreaResponsibility>();

    private Task<Answer> DepartmentsAsync(string departments, int revision) =>
        _county.SendAsync(HttpMethod.Put, "departments", departments, $"\"{revision}\"");

    private async Task<HttpClient> ClientAsync(string role, string? area = null)
    {
        var client = _county.App.CreateClient();
        client.BaseAddress = _county.Client.BaseAddress;
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(_county.Db, role, TestCounty.Code, area));
        return client;
    }
}
