using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Accounts;

/// <summary>Signing in and out, and what keeps a session from going on.</summary>
public sealed class SignInTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    private const string Density = $"/api/counties/{TestCounty.Code}/density";

    private GridMapApp App => shared.County.App;

    [Fact]
    public async Task Whoever_signs_in_is_told_who_they_are_and_what_they_may_do()
    {
        var id = await TestAccounts.CreateAsync(App, "told");
        await TestAccounts.JoinAsync(shared.County.Db, id, TestCounty.Code, Role.Inspector, "A");
        using var browser = new TestBrowser(App);

        Assert.Null((await browser.ShowAsync()).Account);
        var account = (await browser.SignInAsync("TOLD", TestAccounts.Password)).Read<Session>().Account!;

        Assert.Equal((id, "told", false, false), (account.AccountId, account.Name, account.IsAdministrator, account.MustChangePassword));
        var county = Assert.Single(account.Counties);
        Assert.Equal((TestCounty.Code, new HeldRole(Role.Inspector, "A")), (county.CountyCode, Assert.Single(county.Roles)));
        Assert.Equal([Permission.ReadIssues, Permission.WriteIssues, Permission.ReadFacilities, Permission.WriteFacilities], county.Permissions);
        Assert.Equal(account.ExpiresAt, (await browser.ShowAsync()).Account!.ExpiresAt);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, Density)).Status);
    }

    [Theory]
    [InlineData("signer", "wrong-password-9")]
    [InlineData("nobody-here", TestAccounts.Password)]
    [InlineData("signer", "")]
    [InlineData("signer", "Klompen-9-vuurtoren")]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike(string name, string password)
    {
        await MakeAsync("signer");
        using var browser = new TestBrowser(App);

        var answer = await browser.SignInAsync(name, password);

        answer.AssertProblem(401, "wrong-name-or-password");
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Null(browser.Cookie);
    }

    [Fact]
    public async Task A_disabled_account_is_answered_like_a_wrong_password()
    {
        await MakeAsync("disabled");
        await shared.County.SqlAsync("UPDATE account SET disabled_at = now() WHERE name = 'disabled'");
        using var browser = new TestBrowser(App);

        (await browser.SignInAsync("disabled", TestAccounts.Password)).AssertProblem(401, "wrong-name-or-password");
    }

    [Theory]
    [InlineData("""{"name":"signer","password":"x","role":"administrator"}""")]
    [InlineData("""{"name":"signer","password":"x","county_code":"990101"}""")]
    [InlineData("""{"name":"signer"}""")]
    [InlineData("""{"name":null,"password":"x"}""")]
    [InlineData("""{"name":["signer"],"password":"x"}""")]
    public async Task Content_of_another_form_is_refused(string content)
    {
        using var browser = new TestBrowser(App);
        await browser.ShowAsync();

        (await browser.SendAsync(HttpMethod.Post, "/api/session", content)).AssertProblem(400, "bad-body");
    }

    [Theory]
    [InlineData(101, 1, "name: it has 101")]
    [InlineData(1, 129, "password: it has 129")]
    [InlineData(10_000_000, 1, "name: it has 10000000")]
    public async Task A_name_or_password_that_no_account_has_is_refused_before_any_work(int name, int password, string words)
    {
        using var browser = new TestBrowser(App);
        await browser.ShowAsync();
        var before = await CountAttemptsAsync();

        var answer = await browser.SendAsync(HttpMethod.Post, "/api/session", new SignIn(new('n', name), new('p', password)));

        answer.AssertProblem(422, "invalid", words);
        Assert.Equal(before, await CountAttemptsAsync());
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("\\ud800")]
    [InlineData("   ")]
    public async Task A_name_that_is_no_text_is_refused(string name)
    {
        using var browser = new TestBrowser(App);
        await browser.ShowAsync();

        var answer = await browser.SendAsync(HttpMethod.Post, "/api/session", $$"""{"name":"{{name}}","password":"x"}""");

        Assert.True(answer.ProblemType is "invalid" or "bad-body", answer.Text);
    }

    [Fact]
    public async Task After_signing_out_the_old_cookie_is_no_longer_taken_anywhere()
    {
        await MakeMemberAsync("leaver");
        using var browser = await SignedInAsync("leaver");
        var old = browser.Cookie;
        await using var second = new GridMapApp(App.Database, ownsDatabase: false) { IsIdle = true };
        using var elsewhere = new TestBrowser(second) { Cookie = old };
        Assert.Equal(200, (await elsewhere.SendAsync(HttpMethod.Get, Density)).Status);

        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Status);
        var signedOut = TimeProvider.System.GetTimestamp();

        Assert.Null(browser.Cookie);
        (await ReplayAsync(old)).AssertProblem(401, "sign-in-required");
        await Eventually.HoldsAsync(async () => (await elsewhere.SendAsync(HttpMethod.Get, Density)).Status == 401);
        Assert.True(TimeProvider.System.GetElapsedTime(signedOut) < TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("last_seen_at = now() - interval '31 minutes'")]
    [InlineData("started_at = now() - interval '8 hours 1 second'")]
    [InlineData("ended_at = now()")]
    public async Task A_session_ends_by_itself(string change)
    {
        var id = await MakeMemberAsync("ender");
        using var browser = await SignedInAsync("ender");

        await shared.County.SqlAsync($"UPDATE sign_in_session SET {change} WHERE account_id = $1", id);

        await Eventually.HoldsAsync(async () => (await browser.SendAsync(HttpMethod.Get, Density)).ProblemType == "sign-in-required");
        Assert.Null((await browser.ShowAsync()).Account);
        Assert.Equal(200, (await browser.SignInAsync("ender", TestAccounts.Password)).Status);
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("security_stamp = 'another'")]
    public async Task Whatever_happens_to_the_account_ends_its_sessions(string change)
    {
        var id = await MakeMemberAsync("changed");
        await shared.County.SqlAsync("UPDATE account SET disabled_at = NULL WHERE account_id = $1", id);
        using var browser = await SignedInAsync("changed");

        await shared.County.SqlAsync($"UPDATE account SET {change} WHERE account_id = $1", id);

        await Eventually.HoldsAsync(async () => (await browser.SendAsync(HttpMethod.Get, Density)).ProblemType == "sign-in-required");
    }

    [Fact]
    public async Task A_request_keeps_a_session_going_and_an_open_screen_alone_does_not()
    {
        var id = await MakeMemberAsync("idler");
        using var browser = await SignedInAsync("idler");
        const string Idle = "SELECT now() - last_seen_at > interval '10 minutes' FROM sign_in_session WHERE account_id = $1 AND ended_at IS NULL";
        await shared.County.SqlAsync("UPDATE sign_in_session SET last_seen_at = now() - interval '20 minutes' WHERE account_id = $1", id);
        // So that the session is read anew, and is not taken for one that was noted a moment ago.
        shared.County.App.Services.GetRequiredService<AccessStore>().Forget();

        // A request is noted before it is answered.
        using (await browser.OpenAsync($"/api/counties/{TestCounty.Code}/changes")) await browser.ShowAsync();
        Assert.True(await shared.County.SqlScalarAsync<bool>(Idle, id));

        await browser.SendAsync(HttpMethod.Get, Density);
        Assert.False(await shared.County.SqlScalarAsync<bool>(Idle, id));
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_or_cut_is_not_taken()
    {
        await MakeMemberAsync("tampered");
        using var browser = await SignedInAsync("tampered");
        var cookie = browser.Cookie!;
        for (var at = 0; at < cookie.Length; at += 7)
        {
            var other = cookie[at] == 'A' ? 'B' : 'A';
            (await ReplayAsync(cookie[..at] + other + cookie[(at + 1)..])).AssertProblem(401, "sign-in-required");
            (await ReplayAsync(cookie[..at])).AssertProblem(401, "sign-in-required");
        }

        Assert.Equal(200, (await ReplayAsync(cookie)).Status);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_even_in_a_browser_that_is_signed_in()
    {
        await MakeMemberAsync("keyed");
        using var browser = await SignedInAsync("keyed");

        foreach (var (header, challenge) in new[] { ("Bearer gm_x", "Bearer"), ("Basic dTpw", "Basic realm=\"GridMap\", charset=\"UTF-8\""), ("", "Bearer") })
        {
            using var client = App.CreateClient();
            client.DefaultRequestHeaders.Clear();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"gridmap={browser.Cookie}");
            if (header is not "") client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            foreach (var address in header is "" ? ["/api/nowhere"] : new[] { Density, "/api/session", "/api/nowhere" })
            {
                using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
                if (header is "") Assert.Equal(404, (int)answer.StatusCode);
                else Assert.Equal((401, challenge), ((int)answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
            }
        }
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_token_of_who_is_signed_in_now()
    {
        await MakeMemberAsync("forged", Role.Administrator);
        using var browser = new TestBrowser(App);
        (await browser.SendAsync(HttpMethod.Post, "/api/session", new SignIn("forged", TestAccounts.Password))).AssertProblem(400, "stale-page");
        await browser.ShowAsync();
        var anonymous = browser.Token;
        await browser.SignInAsync("forged", TestAccounts.Password);
        var mine = browser.Token;
        using var other = await SignedInAsync("forged");

        foreach (var token in new[] { null, "", "x", anonymous, other.Token, mine![..^4] })
        {
            browser.Token = token;
            (await browser.SendAsync(HttpMethod.Post, $"{Density}/breaks")).AssertProblem(400, "stale-page");
            (await browser.SendAsync(HttpMethod.Delete, "/api/session")).AssertProblem(400, "stale-page");
            Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, Density)).Status);
        }

        browser.Token = mine;
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Post, $"{Density}/breaks")).Status);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_needs_the_old_one()
    {
        await MakeMemberAsync("renewer");
        using var browser = await SignedInAsync("renewer");
        using var other = await SignedInAsync("renewer");
        var old = browser.Cookie;

        (await ChangeAsync(browser, "not-the-old-one", "vuurtoren-9-klompen")).AssertProblem(422, "invalid", "currentPassword");
        (await ChangeAsync(browser, TestAccounts.Password, "password1234")).AssertProblem(422, "weak-password", "easily guessed");
        (await ChangeAsync(browser, TestAccounts.Password, "short")).AssertProblem(422, "weak-password", "at least 12");
        (await ChangeAsync(browser, TestAccounts.Password, TestAccounts.Password)).AssertProblem(422, "weak-password");
        Assert.Equal(200, (await other.SendAsync(HttpMethod.Get, Density)).Status);
        Assert.Equal(204, (await ChangeAsync(browser, TestAccounts.Password, "vuurtoren-9-klompen")).Status);

        (await other.SendAsync(HttpMethod.Get, Density)).AssertProblem(401, "sign-in-required");
        (await ReplayAsync(old)).AssertProblem(401, "sign-in-required");
        Assert.Equal("renewer", (await browser.ShowAsync()).Account!.Name);
        using var later = new TestBrowser(App);
        (await later.SignInAsync("renewer", TestAccounts.Password)).AssertProblem(401, "wrong-name-or-password");
        Assert.Equal(200, (await later.SignInAsync("renewer", "vuurtoren-9-klompen")).Status);
    }

    [Fact]
    public async Task A_password_that_somebody_else_chose_opens_nothing_but_its_own_change()
    {
        var id = await TestAccounts.CreateAsync(App, "newcomer", isAdministrator: true, mustChange: true);
        using var browser = await SignedInAsync("newcomer");

        Assert.True((await browser.ShowAsync()).Account!.MustChangePassword);
        (await browser.SendAsync(HttpMethod.Get, Density)).AssertProblem(403, "must-change-password");
        (await browser.SendAsync(HttpMethod.Get, "/api/counties")).AssertProblem(403, "must-change-password");
        Assert.Equal(204, (await ChangeAsync(browser, TestAccounts.Password, "vuurtoren-9-klompen")).Status);

        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, Density)).Status);
        Assert.False((await browser.ShowAsync()).Account!.MustChangePassword);
        Assert.Equal(
            ["account.added", "session.begun", "password.changed", "session.begun"],
            await shared.County.Db.ListAsync(
                "SELECT action FROM audit_entry WHERE county_code = '000000' AND (entity_id = $1 OR content ->> 'accountId' = $1) ORDER BY sequence",
                [$"{id}"], row => row.GetString(0), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_not_told_in_the_audit()
    {
        using var browser = new TestBrowser(App);
        await browser.SignInAsync("my-secret-typed-here", "x");

        Assert.Equal(0L, await shared.County.SqlScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE content::text LIKE '%my-secret-typed-here%'"));
        Assert.Equal(0L, await shared.County.SqlScalarAsync<long>("SELECT count(*) FROM sign_in_limit WHERE encode(subject_sha256, 'escape') LIKE '%secret%'"));
    }

    [Fact]
    public async Task A_stream_ends_for_whoever_signs_out()
    {
        await MakeMemberAsync("listener");
        using var browser = await SignedInAsync("listener");
        await using var running = new GridMapApp(App.Database, ownsDatabase: false);
        using var listening = new TestBrowser(running) { Cookie = browser.Cookie };
        using var stream = await listening.OpenAsync($"/api/counties/{TestCounty.Code}/changes");
        Assert.Equal(200, (int)stream.StatusCode);

        await browser.SendAsync(HttpMethod.Delete, "/api/session");
        await Eventually.HoldsAsync(async () => (await listening.SendAsync(HttpMethod.Get, Density)).Status == 401);
        await shared.County.ReportIssueAsync("A");

        var told = await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("data:", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "gridmap=", false)]
    [InlineData(true, "__Host-gridmap=", true)]
    public async Task The_cookie_is_kept_from_scripts_other_sites_and_other_hosts(bool isSecure, string name, bool hasSecure)
    {
        await MakeAsync("cookie");
        (string, string)[] behindProxy = [("Server:BehindTlsProxy", "true"), ("Server:TrustedProxies", "127.0.0.1"), ("Server:Hosts", "localhost")];
        await using var server = new GridMapApp(App.Database, ownsDatabase: false, isSecure ? behindProxy : []) { IsIdle = true };
        using var browser = new TestBrowser(server, isSecure);
        var page = await browser.SendAsync(HttpMethod.Get, "/api/session");
        browser.Token = page.Read<Session>().AntiforgeryToken;

        var answer = await browser.SendAsync(HttpMethod.Post, "/api/session", new SignIn("cookie", TestAccounts.Password));

        foreach (var cookie in new[] { page.Headers["Set-Cookie"], answer.Headers["Set-Cookie"] })
        {
            Assert.StartsWith(name[..^1], cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
            Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
            Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
            Assert.Equal(hasSecure, cookie.Contains("; secure", StringComparison.Ordinal));
            Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
        }

        Assert.StartsWith(name, answer.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_told_what_it_may_do_and_cannot_sign_in()
    {
        using var client = People.Client(App, await TestKeys.CreateAsync(shared.County.Db, Role.Department, TestCounty.Code, unit: null));

        var session = await TestCounty.ReadAsync<Session>(await client.GetAsync("/api/session", TestContext.Current.CancellationToken));
        using var signIn = await client.PostAsync("/api/session", new StringContent("""{"name":"x","password":"y"}""", null, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal((null, null, TestCounty.Code), (session.AntiforgeryToken, session.Account!.AccountId, Assert.Single(session.Account.Counties).CountyCode));
        Assert.Equal(403, (int)signIn.StatusCode);
    }

    private static async Task<Answer> ChangeAsync(TestBrowser browser, string current, string next)
    {
        await browser.ShowAsync();
        return await browser.SendAsync(HttpMethod.Post, "/api/session/password", new ChangePassword(current, next));
    }

    private async Task<Answer> ReplayAsync(string? cookie)
    {
        using var browser = new TestBrowser(App) { Cookie = cookie };
        return await browser.SendAsync(HttpMethod.Get, Density);
    }

    private async Task<TestBrowser> SignedInAsync(string name)
    {
        var browser = new TestBrowser(App);
        (await browser.SignInAsync(name, TestAccounts.Password)).Read<Session>();
        return browser;
    }

    private async Task MakeAsync(string name)
    {
        if (await shared.County.SqlScalarAsync<long>("SELECT count(*) FROM account WHERE name = $1", name) == 0) await TestAccounts.CreateAsync(App, name);
    }

    private async Task<Guid> MakeMemberAsync(string name, string role = Role.Viewer)
    {
        await MakeAsync(name);
        var id = await shared.County.SqlScalarAsync<Guid>("SELECT account_id FROM account WHERE name = $1", name);
        if (await shared.County.SqlScalarAsync<long>("SELECT count(*) FROM membership WHERE account_id = $1", id) == 0)
            await TestAccounts.JoinAsync(shared.County.Db, id, TestCounty.Code, role);
        return id;
    }

    private Task<long> CountAttemptsAsync() => shared.County.SqlScalarAsync<long>("SELECT coalesce(sum(attempts), 0) FROM sign_in_limit");
}
