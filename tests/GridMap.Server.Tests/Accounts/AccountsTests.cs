using GridMap.Contracts.Access;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Accounts;

/// <summary>Accounts as the server's administrators make and change them.</summary>
public sealed class AccountsTests(PostgisFixture postgis) : IAsyncLifetime
{
    private TestCounty _county = null!;
    private TestBrowser _browser = null!;
    private Guid _self;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _county = await TestCounty.CreateIdleAsync(postgis, "A");
        _self = await TestAccounts.CreateAsync(_county.App, "root", isAdministrator: true);
        _browser = new TestBrowser(_county.App);
        (await _browser.SignInAsync("root", TestAccounts.Password)).Read<Session>();
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return _county.DisposeAsync();
    }

    [Fact]
    public async Task A_new_account_is_told_its_password_once_and_has_to_change_it()
    {
        var added = new AddAccount(Guid.CreateVersion7(), "Wang.Fang", "王芳");

        var made = await AddAsync(added);
        Assert.Equal((201, "no-store"), (made.Status, made.Headers["Cache-Control"]));
        var (account, password) = made.Read<NewPassword>();
        Assert.Equal(("wang.fang", "王芳", false, true, false), (account.Name, account.DisplayName, account.IsAdministrator, account.MustChangePassword, account.IsDisabled));
        using var other = new TestBrowser(_county.App);
        Assert.True((await other.SignInAsync("wang.fang", password!)).Read<Session>().Account!.MustChangePassword);
        (await other.SendAsync(HttpMethod.Get, "/api/keys")).AssertProblem(403, "must-change-password");

        var again = await AddAsync(added);
        Assert.Equal((200, null), (again.Status, again.Read<NewPassword>().Password));
        (await AddAsync(added with { DisplayName = "王" })).AssertProblem(409, "id-already-used");
        (await AddAsync(added with { Id = Guid.CreateVersion7(), Name = "ＷＡＮＧ.fang" })).AssertProblem(409, "conflict", "name");
        Assert.Equal(1, await _county.SqlScalarAsync<long>("SELECT count(*) FROM account WHERE name LIKE 'wang%'"));
        Assert.DoesNotContain(password!, await _county.SqlScalarAsync<string>("SELECT string_agg(content::text, '') FROM audit_entry"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "name:")]
    [InlineData(" ", "x", "name:")]
    [InlineData("a\0b", "x", "name:")]
    [InlineData("x", "", "displayName:")]
    [InlineData("x", "a\u0007b", "displayName:")]
    public async Task A_name_that_cannot_be_one_is_refused(string name, string displayName, string words) =>
        (await AddAsync(new(Guid.CreateVersion7(), name, displayName))).AssertProblem(422, "invalid", words);

    [Fact]
    public async Task A_name_of_one_character_gets_a_password_too() =>
        Assert.Equal(201, (await AddAsync(new(Guid.CreateVersion7(), "a", "A"))).Status);

    [Fact]
    public async Task Disabling_ends_sessions_and_revokes_keys_for_good()
    {
        var (account, password) = await MakeAsync("li");
        using var other = new TestBrowser(_county.App);
        await other.SignInAsync("li", password);
        var key = (await other.SendAsync(HttpMethod.Post, "/api/keys", new AddApiKey(Guid.CreateVersion7(), "QGIS"))).Read<NewApiKey>();
        using var client = People.Client(_county.App, key.Secret!);
        Assert.Equal(200, await StatusAsync(client));
        var before = await FindAsync(account);

        var disabled = await EditAsync(before, """{"isDisabled":true}""");
        Assert.True(disabled.Read<Account>().IsDisabled);
        Assert.Equal($"\"{disabled.Read<Account>().Revision}\"", disabled.Headers["ETag"]);
        (await other.SendAsync(HttpMethod.Get, "/api/keys")).AssertProblem(401, "sign-in-required");
        Assert.Equal(401, await StatusAsync(client));
        (await other.SignInAsync("li", password)).AssertProblem(401, "wrong-name-or-password");
        Assert.False((await EditAsync(await FindAsync(account), """{"isDisabled":false}""")).Read<Account>().IsDisabled);
        Assert.Equal(401, await StatusAsync(client));

        Assert.Equal(200, (await other.SignInAsync("li", password)).Status);
        (await EditAsync(before, """{"displayName":"old"}""")).AssertProblem(412, "changed-meanwhile");
        Assert.Equal(["account.edited", "keys.revoked", "account.edited"], await AuditedAsync(account));
    }

    [Fact]
    public async Task A_new_password_ends_sessions_and_has_to_be_changed()
    {
        var (account, password) = await MakeAsync("li");
        using var other = new TestBrowser(_county.App);
        await other.SignInAsync("li", password);

        var given = (await _browser.SendAsync(HttpMethod.Post, $"/api/accounts/{account}/password")).Read<NewPassword>();

        (await other.SendAsync(HttpMethod.Get, "/api/keys")).AssertProblem(401, "sign-in-required");
        (await other.SignInAsync("li", password)).AssertProblem(401, "wrong-name-or-password");
        Assert.True((await other.SignInAsync("li", given.Password!)).Read<Session>().Account!.MustChangePassword);
        (await _browser.SendAsync(HttpMethod.Post, $"/api/accounts/{Guid.CreateVersion7()}/password")).AssertProblem(404, "not-found");
    }

    [Fact]
    public async Task Whoever_is_made_administrator_or_no_longer_signs_in_anew()
    {
        var (account, password) = await MakeAsync("li");
        using var other = new TestBrowser(_county.App);
        await other.SignInAsync("li", password);

        await EditAsync(await FindAsync(account), """{"isAdministrator":true}""");

        (await other.SendAsync(HttpMethod.Get, "/api/accounts")).AssertProblem(401, "sign-in-required");
        await other.SignInAsync("li", password);
        Assert.Equal(200, (await other.SendAsync(HttpMethod.Get, "/api/accounts")).Status);
        await EditAsync(await FindAsync(account), """{"isAdministrator":false}""");
        await other.SignInAsync("li", password);
        (await other.SendAsync(HttpMethod.Get, "/api/accounts")).AssertProblem(403, "not-allowed");
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var self = await FindAsync(_self);
        (await EditAsync(self, """{"isDisabled":true}""")).AssertProblem(409, "conflict", "last");
        (await EditAsync(self, """{"isAdministrator":false}""")).AssertProblem(409, "conflict", "last");
        var others = new List<Account>();
        for (var number = 0; number < 5; number++)
            others.Add((await AddAsync(new(Guid.CreateVersion7(), $"admin-{number}", "A", IsAdministrator: true))).Read<NewPassword>().Account);

        // Everybody at once, by a key that no change of theirs takes away.
        var answers = await Task.WhenAll(others.Append(self).Select(account =>
            _county.SendAsync(HttpMethod.Patch, $"/api/accounts/{account.Id}", """{"isAdministrator":false}""", $"\"{account.Revision}\"")));

        Assert.Equal(5, answers.Count(answer => answer.Status == 200));
        Assert.Equal(409, Assert.Single(answers, answer => answer.Status != 200).Status);
        Assert.Equal(1, await _county.SqlScalarAsync<long>("SELECT count(*) FROM account WHERE is_administrator"));
    }

    [Fact]
    public async Task What_cannot_be_changed_is_refused_and_nothing_is_changed()
    {
        var before = await FindAsync(_self);
        var demo = await People.StoreAsync(_county.Db, "demo-office", isDemo: true);

        (await _county.SendAsync(HttpMethod.Patch, $"/api/accounts/{_self}", "{}")).AssertProblem(428, "if-match-required");
        (await EditAsync(before, """{"displayName":" "}""")).AssertProblem(422, "invalid", "displayName:");
        (await EditAsync(before, """{"displayName":null}""")).AssertProblem(422, "invalid", "displayName:");
        (await EditAsync(before, """{"isDisabled":null}""")).AssertProblem(422, "invalid", "isDisabled:");
        (await EditAsync(before, """{"role":"administrator"}""")).AssertProblem(400, "bad-body", "role");
        (await EditAsync(before, """{"isDemo":false}""")).AssertProblem(400, "bad-body", "isDemo");
        (await EditAsync(await FindAsync(demo), """{"isAdministrator":true}""")).AssertProblem(422, "invalid", "isAdministrator:");
        Assert.Equal(200, (await EditAsync(before, "{}")).Status);
        (await _browser.SendAsync(HttpMethod.Post, "/api/accounts", """{"id":"0198d0a5-0000-7000-8000-000000000000","name":"x","displayName":"x","isDemo":true}""")).AssertProblem(400, "bad-body", "isDemo");

        Assert.Equal(before.Revision, (await FindAsync(_self)).Revision);
    }

    [Fact]
    public async Task Ones_own_keys_are_told_once_listed_and_revoked()
    {
        var (account, password) = await MakeAsync("li");
        await TestAccounts.JoinAsync(_county.Db, account, TestCounty.Code, Role.Viewer);
        await _county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990102', '邻县', 'Asia/Shanghai')");
        using var browser = new TestBrowser(_county.App);
        await browser.SignInAsync("li", password);
        var added = new AddApiKey(Guid.CreateVersion7(), "QGIS", TestCounty.Code, Days: 30);
        Task<Answer> PostAsync(AddApiKey key) => browser.SendAsync(HttpMethod.Post, "/api/keys", key);

        var made = (await PostAsync(added)).Read<NewApiKey>();
        Assert.Equal(30, Math.Round((made.Key.ExpiresAt - made.Key.CreatedAt).TotalDays));
        Assert.Equal((200, null), ((await PostAsync(added)).Status, (await PostAsync(added)).Read<NewApiKey>().Secret));
        (await PostAsync(added with { IsReadOnly = false })).AssertProblem(409, "id-already-used");
        (await PostAsync(added with { Id = Guid.CreateVersion7(), CountyCode = "990102" })).AssertProblem(422, "invalid", "countyCode:");
        (await PostAsync(added with { Id = Guid.CreateVersion7(), CountyCode = "123456" })).AssertProblem(422, "invalid", "countyCode:");
        (await PostAsync(added with { Id = Guid.CreateVersion7(), Label = "" })).AssertProblem(422, "invalid", "label:");
        foreach (var days in new[] { 0, -1, 367, int.MaxValue })
            (await PostAsync(added with { Id = Guid.CreateVersion7(), Days = days })).AssertProblem(422, "invalid", "days:");
        (await _browser.SendAsync(HttpMethod.Delete, $"/api/keys/{added.Id}")).AssertProblem(404, "not-found");
        Assert.Empty((await _browser.SendAsync(HttpMethod.Get, "/api/keys")).Read<List<ApiKey>>());
        using var client = People.Client(_county.App, made.Secret!);
        Assert.Equal(200, (int)(await client.GetAsync($"/api/counties/{TestCounty.Code}/issues", Ct)).StatusCode);
        Assert.Equal([added.Id], (await browser.SendAsync(HttpMethod.Get, "/api/keys")).Read<List<ApiKey>>().Select(key => key.Id));

        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, $"/api/keys/{added.Id}")).Status);
        Assert.Equal(401, (int)(await client.GetAsync($"/api/counties/{TestCounty.Code}/issues", Ct)).StatusCode);
        Assert.Empty((await browser.SendAsync(HttpMethod.Get, "/api/keys")).Read<List<ApiKey>>());
        (await PostAsync(added)).AssertProblem(409, "id-already-used");
        Assert.DoesNotContain(made.Secret!, await _county.SqlScalarAsync<string>("SELECT string_agg(content::text, '') FROM audit_entry"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_more_than_fifty_keys()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 55).Select(number =>
            _browser.SendAsync(HttpMethod.Post, "/api/keys", new AddApiKey(Guid.CreateVersion7(), $"key {number}"))));

        Assert.Equal(50, keys.Count(answer => answer.Status == 201));
        Assert.All(keys.Where(answer => answer.Status != 201), answer => answer.AssertProblem(409, "conflict", "revoke"));
    }

    private Task<Answer> AddAsync(AddAccount account) => _browser.SendAsync(HttpMethod.Post, "/api/accounts", account);

    private Task<Answer> EditAsync(Account seen, string content) =>
        _county.SendAsync(HttpMethod.Patch, $"/api/accounts/{seen.Id}", content, $"\"{seen.Revision}\"");

    private async Task<Account> FindAsync(Guid id) =>
        (await _county.GetAsync<List<Account>>("/api/accounts")).Single(account => account.Id == id);

    private async Task<(Guid Id, string Password)> MakeAsync(string name) => (await TestAccounts.CreateAsync(_county.App, name), TestAccounts.Password);

    private static async Task<int> StatusAsync(HttpClient client) => (int)(await client.GetAsync("/api/counties", Ct)).StatusCode;

    private Task<List<string>> AuditedAsync(Guid account) => _county.Db.ListAsync(
        "SELECT action FROM audit_entry WHERE county_code = '000000' AND entity_id = $1 AND outcome = 'done' AND action <> 'account.added' ORDER BY sequence",
        [account.ToString()], row => row.GetString(0), Ct);
}
