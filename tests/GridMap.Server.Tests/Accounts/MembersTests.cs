using System.Net;
using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Accounts;

/// <summary>Members and grants of a county, as its administrator sets them.</summary>
public sealed class MembersTests(PostgisFixture postgis) : IAsyncLifetime
{
    private TestCounty _county = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _county = await TestCounty.CreateIdleAsync(postgis, "A B / C .");
        await _county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城管局', 'functional'), ($1, 'U2', '环卫所', 'territorial')", TestCounty.Code);
    }

    public ValueTask DisposeAsync() => _county.DisposeAsync();

    [Fact]
    public async Task A_member_is_added_given_another_unit_and_removed_and_each_is_audited()
    {
        var account = await People.StoreAsync(_county.Db, "wang");

        var added = await _county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember("U1"));
        Assert.Equal(201, added.Status);
        Assert.Equal(new Member(account, "wang", "wang", false, "U1", "城管局"), added.Read<Member>());
        Assert.Equal(200, (await _county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember("U1"))).Status);
        Assert.Equal("U2", (await _county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember("U2"))).Read<Member>().UnitCode);
        Assert.Equal([account], (await _county.GetAsync<List<Member>>("members")).Select(member => member.AccountId));
        await GrantAsync(new(Guid.CreateVersion7(), Role.Inspector, account, AreaCode: "A"));
        Assert.Equal(204, (await _county.SendAsync(HttpMethod.Delete, $"members/{account}")).Status);
        (await _county.SendAsync(HttpMethod.Delete, $"members/{account}")).AssertProblem(404, "not-found");

        Assert.Empty(await _county.GetAsync<List<Member>>("members"));
        Assert.Empty(await _county.GetAsync<List<Grant>>("grants"));
        Assert.Equal(["member.added", "member.edited", "grant.added", "member.removed"], await AuditedAsync());
        var last = JsonElement.Parse(await _county.SqlScalarAsync<string>(
            "SELECT content::text FROM audit_entry WHERE county_code = $1 AND action = 'member.removed'", TestCounty.Code));
        Assert.Equal("A", last.GetProperty("before").GetProperty("grants")[0].GetProperty("areaCode").GetString());
        Assert.Equal(account.ToString(), last.GetProperty("entityId").GetString());
    }

    [Fact]
    public async Task What_a_grant_names_has_to_be_there()
    {
        var (member, stranger) = (await MemberAsync("li"), await People.StoreAsync(_county.Db, "zhao"));
        var added = new AddGrant(Guid.CreateVersion7(), Role.Inspector, member, AreaCode: "A");

        (await GrantAsync(added with { Role = "king" })).AssertProblem(422, "invalid", "role:");
        (await GrantAsync(added with { AreaCode = "Z" })).AssertProblem(422, "invalid", "areaCode:");
        (await GrantAsync(added with { AccountId = stranger })).AssertProblem(422, "invalid", "accountId:");
        (await GrantAsync(added with { AccountId = null, UnitCode = "nowhere" })).AssertProblem(422, "invalid", "unitCode:");
        (await GrantAsync(added with { AccountId = null })).AssertProblem(422, "invalid", "accountId:");
        (await GrantAsync(added with { UnitCode = "U1" })).AssertProblem(422, "invalid", "accountId:");
        (await GrantAsync(added with { Id = Guid.Empty })).AssertProblem(422, "invalid", "id:");
        (await GrantAsync(added with { Role = Role.Department, AreaCode = null })).AssertProblem(422, "invalid", "unit");
        foreach (var role in Role.All.Except(Role.ByArea))
            (await GrantAsync(added with { Role = role })).AssertProblem(422, "invalid", "areaCode:");
        (await _county.SendAsync(HttpMethod.Put, $"members/{stranger}", new SetMember("nowhere"))).AssertProblem(422, "invalid", "unitCode:");
        (await _county.SendAsync(HttpMethod.Put, $"members/{Guid.CreateVersion7()}", new SetMember(null))).AssertProblem(404, "not-found");
        (await _county.SendAsync(HttpMethod.Post, "grants", $$"""{"id":"{{Guid.CreateVersion7()}}","role":"viewer","accountId":"{{member}}","countyCode":"990102"}"""))
            .AssertProblem(400, "bad-body", "countyCode");

        Assert.Empty(await _county.GetAsync<List<Grant>>("grants"));
        Assert.Equal(["member.added"], await AuditedAsync());
    }

    [Fact]
    public async Task A_demo_account_works_in_no_real_county()
    {
        var demo = await People.StoreAsync(_county.Db, "demo-office", isDemo: true);

        (await _county.SendAsync(HttpMethod.Put, $"members/{demo}", new SetMember(null))).AssertProblem(422, "invalid", "accountId:");

        Assert.Empty(await _county.GetAsync<List<Member>>("members"));
    }

    [Fact]
    public async Task A_grant_sent_again_is_stored_once_and_another_under_its_id_refused()
    {
        var member = await MemberAsync("li");
        var grant = new AddGrant(Guid.CreateVersion7(), Role.Inspector, member, AreaCode: "A");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => GrantAsync(grant)));
        Assert.Equal([200, 201], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.Single(answers, answer => answer.Status == 201);
        (await GrantAsync(grant with { AreaCode = "B" })).AssertProblem(409, "id-already-used");
        (await GrantAsync(grant with { Id = Guid.CreateVersion7() })).AssertProblem(409, "conflict");

        var stored = Assert.Single(await _county.GetAsync<List<Grant>>("grants"));
        Assert.Equal(("li", "A", "A 网格"), (stored.AccountName, stored.AreaCode, stored.AreaName));
        Assert.Equal(["member.added", "grant.added"], await AuditedAsync());
    }

    [Fact]
    public async Task A_grant_holds_at_once_and_no_longer_once_it_is_taken_away()
    {
        var account = await People.StoreAsync(_county.Db, "li");
        using var client = await People.ClientAsync(_county.App, account);
        var issues = new Uri(_county.Client.BaseAddress!, "issues");
        async Task<HttpStatusCode> AskAsync() => (await client.GetAsync(issues, Ct)).StatusCode;

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync());
        await _county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember(null));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync());
        var grant = (await GrantAsync(new(Guid.CreateVersion7(), Role.Viewer, account))).Read<Grant>();
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        Assert.Equal(204, (await _county.SendAsync(HttpMethod.Delete, $"grants/{grant.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync());
        await GrantAsync(new(Guid.CreateVersion7(), Role.Viewer, account));
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        await _county.SendAsync(HttpMethod.Delete, $"members/{account}");
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync());
    }

    [Fact]
    public async Task A_units_grant_is_its_members()
    {
        var account = await MemberAsync("li", "U2");
        using var client = await People.ClientAsync(_county.App, account);
        await GrantAsync(new(Guid.CreateVersion7(), Role.Viewer, UnitCode: "U2"));

        using var answer = await client.GetAsync(new Uri(_county.Client.BaseAddress!, "issues"), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_but_the_countys_administrator_changes_its_members()
    {
        await _county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990102', '邻县', 'Asia/Shanghai')");
        var account = await MemberAsync("li");
        var (ours, theirs) = ("/api/counties/990101", "/api/counties/990102");
        foreach (var role in Role.All.Except([Role.Administrator]))
        {
            using var other = People.Client(_county.App, await TestKeys.CreateAsync(_county.Db, role, TestCounty.Code, unit: "U1"));
            Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(other, $"{ours}/members/{account}"));
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"{ours}/grants", Ct)).StatusCode);
        }

        using var reader = People.Client(_county.App, await TestKeys.CreateAsync(_county.Db, Role.Administrator, TestCounty.Code, isReadOnly: true));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(reader, $"{ours}/members/{account}"));
        using var local = People.Client(_county.App, await TestKeys.CreateAsync(_county.Db, Role.Administrator, TestCounty.Code));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(local, $"{ours}/members/{account}"));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(local, $"{theirs}/members/{account}"));
        Assert.Equal(HttpStatusCode.NotFound, (await local.GetAsync($"{theirs}/grants", Ct)).StatusCode);
        using var area = People.Client(_county.App, await TestKeys.CreateAsync(_county.Db, Role.Administrator, TestCounty.Code, area: "A"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(area, $"{ours}/members/{account}"));

        Assert.Equal(0, await _county.SqlScalarAsync<long>("SELECT count(*) FROM membership WHERE county_code = '990102'"));
    }

    [Fact]
    public async Task There_is_nothing_to_administer_in_a_county_that_is_not_there()
    {
        using var client = _county.App.CreateClient();
        var account = await People.StoreAsync(_county.Db, "li");

        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(client, $"/api/counties/123456/members/{account}"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/counties/123456/members", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/counties/123456/grants", Ct)).StatusCode);
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string address)
    {
        using var content = new StringContent("""{"unitCode":null}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(address, content, Ct);
        return answer.StatusCode;
    }

    private async Task<Guid> MemberAsync(string name, string? unit = null)
    {
        var account = await People.StoreAsync(_county.Db, name);
        (await _county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember(unit))).Read<Member>();
        return account;
    }

    private Task<Answer> GrantAsync(AddGrant grant) => _county.SendAsync(HttpMethod.Post, "grants", grant);

    private Task<List<string>> AuditedAsync() => _county.Db.ListAsync(
        "SELECT action FROM audit_entry WHERE county_code = $1 AND outcome = 'done' ORDER BY sequence", [TestCounty.Code], row => row.GetString(0), Ct);
}
