using GridMap.Contracts.Access;
using GridMap.Contracts.Changes;
using GridMap.Contracts.Units;
using GridMap.Server.Tests.Audit;
using GridMap.Testing;

namespace GridMap.Server.Tests.Units;

public sealed class UnitsTests(PostgisFixture postgis) : IAsyncLifetime
{
    private TestCounty _county = null!;

    public async ValueTask InitializeAsync() => _county = await TestCounty.CreateIdleAsync(postgis);

    public ValueTask DisposeAsync() => _county.DisposeAsync();

    [Fact]
    public async Task A_unit_is_added_changed_and_deleted_and_each_is_told()
    {
        var added = await PutAsync("U1", new("城管局", UnitKind.Functional, Phone: "0943-1"));
        Assert.Equal((201, "\"1\""), (added.Status, added.Headers["ETag"]));
        Assert.Equal(200, (await PutAsync("U1", new("城管局", UnitKind.Functional, Phone: "0943-1"))).Status);
        (await PutAsync("U1", new("住建局", UnitKind.Functional))).AssertProblem(409, "conflict", "城管局");
        await PutAsync("P1", new("王主任", UnitKind.Person, "U1", "138"));

        var edited = await PatchAsync("U1", """{"phone":"0943-2"}""", 1);
        Assert.Equal(("城管局", "0943-2", 2L), (edited.Read<UnitDetail>().Name, edited.Read<UnitDetail>().Phone, edited.Read<UnitDetail>().Revision));
        Assert.Equal(2, (await PatchAsync("U1", """{"phone":"0943-2"}""", 2)).Read<UnitDetail>().Revision);
        (await PatchAsync("U1", """{"phone":null}""", 1)).AssertProblem(412, "changed-meanwhile");
        (await _county.SendAsync(HttpMethod.Patch, "units/U1", """{"phone":null}""")).AssertProblem(428, "if-match-required");
        Assert.Equal("王书记", (await PutAsync("P1", new("王书记", UnitKind.Person, "U1"), 1)).Read<UnitDetail>().Name);
        Assert.Equal("城管局", (await _county.GetAsync<UnitDetail>("units/P1")).ParentName);
        Assert.Equal(204, (await DeleteAsync("P1", 2)).Status);
        (await DeleteAsync("P1", 2)).AssertProblem(404, "not-found");

        Assert.Equal([new("U1", "城管局", "functional", null, "0943-2")], await _county.GetAsync<List<Unit>>("units"));
        Assert.Equal(["unit.added", "unit.added", "unit.edited", "unit.edited", "unit.deleted"], (await _county.AuditAsync("?outcome=done")).Reverse().Select(entry => entry.Action));
        var history = await _county.GetAsync<List<Change>>("units/U1/history");
        Assert.Equal(["added", "edited"], history.Select(change => change.Action));
        Assert.Equal("0943-1", history[1].Before!.Value.GetProperty("phone").GetString());
        Assert.Equal(["added", "edited", "deleted"], (await _county.GetAsync<List<Change>>("units/P1/history")).Select(change => change.Action));
    }

    [Fact]
    public async Task What_names_a_unit_keeps_it_and_is_told()
    {
        await PutAsync("U1", new("城关镇", UnitKind.Territorial));
        await PutAsync("U2", new("居委会", UnitKind.Territorial, "U1"));
        await _county.SqlAsync("UPDATE grid SET lead_unit_code = 'U1'");
        await _county.SqlAsync("INSERT INTO division (county_code, division_id, name) VALUES ($1, 9, '草案')", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO division_grid (county_code, division_id, grid_code, name, level, lead_unit_code, geom) SELECT county_code, 9, grid_code, '新 ' || name, level, 'U1', geom FROM grid WHERE grid_code = 'A'");
        await _county.SqlAsync("INSERT INTO area_responsible (county_code, area_code, role, unit_code, position) VALUES ($1, '', 'member', 'U1', 1), ($1, 'gone', 'member', 'U1', 1)", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO county_responsibility (county_code, lead_unit_code) VALUES ($1, 'U1')", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO category_department (county_code, category, unit_code) VALUES ($1, '垃圾', 'U1')", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO issue (county_code, issue_id, category, reported_at, unit_code, geom) VALUES ($1, gen_random_uuid(), 'x', now(), 'U1', ST_SetSRID(ST_MakePoint(104, 30), 4326))", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO access_grant (county_code, grant_id, unit_code, role) VALUES ($1, gen_random_uuid(), 'U1', 'viewer')", TestCounty.Code);

        var refused = await DeleteAsync("U1", 1);
        refused.AssertProblem(409, "unit-in-use", "lead: 2");
        Assert.Equal(
            ["parent 1 居委会", "draft 1 新 A 网格", "lead 2 A 网格,B 网格", "member 2 gone,测试县", "county 1 测试县", "department 1 垃圾", "issue 1 #1", "grant 1 viewer"],
            refused.Json.GetProperty("references").EnumerateArray().Select(one =>
                $"{one.GetProperty("as")} {one.GetProperty("number")} {string.Join(',', one.GetProperty("examples").EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal))}"));
        (await PatchAsync("U1", """{"kind":"person"}""", 1)).AssertProblem(409, "unit-in-use");
        Assert.Equal(8, (await _county.GetAsync<UnitDetail>("units/U1")).References.Count);
        Assert.Equal(200, (await PatchAsync("U1", """{"kind":"functional"}""", 1)).Status);
        Assert.Equal(2, (await _county.GetAsync<List<Unit>>("units")).Count);
    }

    // Deleted rows stay on record and hold nothing.
    [Fact]
    public async Task A_deleted_issue_does_not_keep_a_unit()
    {
        await PutAsync("U1", new("城管局", UnitKind.Functional));
        await _county.SqlAsync("INSERT INTO issue (county_code, issue_id, category, reported_at, unit_code, geom, deleted_at) VALUES ($1, gen_random_uuid(), 'x', now(), 'U1', ST_SetSRID(ST_MakePoint(104, 30), 4326), now())", TestCounty.Code);

        Assert.Equal(204, (await DeleteAsync("U1", 1)).Status);

        Assert.Equal(1L, await _county.SqlScalarAsync<long>("SELECT count(*) FROM issue WHERE unit_code IS NULL"));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await PutAsync("U1", new("城关镇", UnitKind.Territorial));
        await PutAsync("U2", new("居委会", UnitKind.Territorial, "U1"));
        await PutAsync("P1", new("王主任", UnitKind.Person, "U2"));

        (await PutAsync("U3", new("", UnitKind.Territorial))).AssertProblem(422, "invalid", "name:");
        (await PutAsync("U3", new("x", "king"))).AssertProblem(422, "invalid", "kind:");
        (await PutAsync("U3", new("x", UnitKind.Person, "P1"))).AssertProblem(422, "invalid", "parentCode:");
        (await PutAsync("U3", new("x", UnitKind.Person, "nowhere"))).AssertProblem(422, "invalid", "parentCode:");
        (await PutAsync("U3", new("x", UnitKind.Person, "U3"))).AssertProblem(422, "invalid", "parentCode:");
        (await PutAsync("%20U3", new("x", UnitKind.Person))).AssertProblem(422, "invalid", "code:");
        (await PutAsync("U3", new("x", UnitKind.Person), 1)).AssertProblem(404, "not-found");
        (await PatchAsync("U1", """{"parentCode":"U2"}""", 1)).AssertProblem(422, "invalid", "parentCode: it would stand above itself");
        (await PatchAsync("U1", """{"name":null}""", 1)).AssertProblem(422, "invalid", "name:");
        (await PatchAsync("U1", """{"code":"U9"}""", 1)).AssertProblem(400, "bad-body", "code");
        (await _county.SendAsync(HttpMethod.Get, "units?kind=king")).AssertProblem(400, "bad-parameter", "kind");
        (await _county.SendAsync(HttpMethod.Get, "units/nowhere")).AssertProblem(404, "not-found");
        (await _county.SendAsync(HttpMethod.Get, "units/nowhere/history")).AssertProblem(404, "not-found");

        Assert.Equal(["P1", "U1", "U2"], (await _county.GetAsync<List<Unit>>("units")).Select(unit => unit.Code));
    }

    [Fact]
    public async Task Two_that_make_each_other_their_parent_do_not_both_succeed()
    {
        await PutAsync("U1", new("甲", UnitKind.Territorial));
        await PutAsync("U2", new("乙", UnitKind.Territorial));

        var answers = await Task.WhenAll(PatchAsync("U1", """{"parentCode":"U2"}""", 1), PatchAsync("U2", """{"parentCode":"U1"}""", 1));

        Assert.Equal([200, 422], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task The_table_is_searched_and_harmless_to_spreadsheets()
    {
        await PutAsync("U1", new("城管局", UnitKind.Functional));
        await PutAsync("P1", new("=HYPERLINK(\"http://x\")", UnitKind.Person, "U1", "+86 138"));
        await PutAsync("P2", new("李主任", UnitKind.Person));

        var table = await _county.SendAsync(HttpMethod.Get, "units.csv?kind=person&q=138");

        Assert.Equal("编码,名称,类型,类型代码,上级编码,上级名称,电话\r\nP1,\"'=HYPERLINK(\"\"http://x\"\")\",人员,person,U1,城管局,\"'+86 138\"\r\n", table.Text);
    }

    [Fact]
    public async Task Members_read_the_register_and_the_office_keeps_it()
    {
        await PutAsync("U1", new("城管局", UnitKind.Functional));
        using var inspector = await ClientAsync(Role.Inspector);
        using var office = await ClientAsync(Role.Office);

        Assert.Equal("城管局", (await TestCounty.SendAsync(inspector, HttpMethod.Get, "units/U1")).Read<UnitDetail>().Name);
        (await TestCounty.SendAsync(inspector, HttpMethod.Delete, "units/U1", ifMatch: "\"1\"")).AssertProblem(403, "not-allowed");
        Assert.Equal(204, (await TestCounty.SendAsync(office, HttpMethod.Delete, "units/U1", ifMatch: "\"1\"")).Status);
    }

    private async Task<HttpClient> ClientAsync(string role)
    {
        var client = _county.App.CreateClient();
        client.BaseAddress = _county.Client.BaseAddress;
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(_county.Db, role, TestCounty.Code));
        return client;
    }

    private Task<Answer> PutAsync(string code, SetUnit unit, int? revision = null) =>
        _county.SendAsync(HttpMethod.Put, $"units/{code}", unit, revision is null ? null : $"\"{revision}\"");

    private Task<Answer> PatchAsync(string code, string edit, int revision) =>
        _county.SendAsync(HttpMethod.Patch, $"units/{code}", edit, $"\"{revision}\"");

    private Task<Answer> DeleteAsync(string code, int revision) =>
        _county.SendAsync(HttpMethod.Delete, $"units/{code}", ifMatch: $"\"{revision}\"");
}
