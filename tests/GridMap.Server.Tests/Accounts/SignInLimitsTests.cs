using GridMap.Contracts.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Tests.Accounts;

/// <summary>How far guessing gets.</summary>
public sealed class SignInLimitsTests(PostgisFixture postgis) : IAsyncLifetime
{
    private GridMapApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _app = new GridMapApp(await postgis.CreateDatabaseAsync(), ownsDatabase: true) { IsIdle = true };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Of_a_thousand_guesses_at_once_on_two_servers_ten_passwords_are_looked_at()
    {
        await TestAccounts.CreateAsync(_app, "guessed");
        var looks = new Looks();
        await using var first = Counting(_app, looks);
        await using var other = new GridMapApp(_app.Database, ownsDatabase: false) { IsIdle = true };
        await using var second = Counting(other, looks);
        using var one = new TestBrowser(first);
        using var two = new TestBrowser(second);
        await one.ShowAsync();
        await two.ShowAsync();

        var answers = new List<Answer>();
        for (var round = 0; round < 20; round++)
        {
            // As if each fifty came from another address.
            await _app.Database.Source.ExecuteAsync("DELETE FROM sign_in_limit WHERE subject_sha256 = sha256('address ')", [], Ct);
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 50).Select(guess => GuessAsync(guess % 2 == 0 ? one : two, "Guessed", $"guess {round} {guess}"))));
        }

        Assert.Equal((10, 990), (answers.Count(answer => answer.Status == 401), answers.Count(answer => answer.Status == 429)));
        Assert.Equal(10, looks.Count);
        Assert.All(answers.Where(answer => answer.Status == 429), answer => Assert.InRange(int.Parse(answer.Headers["Retry-After"]), 800, 900));
        (await GuessAsync(one, "guessed", TestAccounts.Password)).AssertProblem(429, "too-many-attempts");
        Assert.Equal(["10 password", "1 too many attempts of one name"], await AuditedAsync());
    }

    [Fact]
    public async Task An_address_is_stopped_after_a_hundred_names_and_uses_up_no_further_one()
    {
        using var browser = new TestBrowser(_app);
        await browser.ShowAsync();
        await _app.Database.Source.ExecuteAsync("INSERT INTO sign_in_limit (subject_sha256, attempts) VALUES (sha256('address '), 98)", [], Ct);

        var answers = new List<string?>();
        for (var guess = 0; guess < 5; guess++) answers.Add((await GuessAsync(browser, $"name-{guess}", "x")).ProblemType);

        Assert.Equal(["wrong-name-or-password", "wrong-name-or-password", "too-many-attempts", "too-many-attempts", "too-many-attempts"], answers);
        Assert.Equal(3, await _app.Database.Source.FirstOrDefaultAsync("SELECT count(*) FROM sign_in_limit", [], row => row.GetInt64(0), Ct));
        Assert.Equal(["2 password", "1 too many attempts of one address"], await AuditedAsync());
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("nobody")]
    public async Task Whether_there_is_such_a_name_or_not_one_password_of_the_same_cost_is_looked_at(string name)
    {
        await TestAccounts.CreateAsync(_app, "somebody");
        var looks = new Looks();
        await using var counting = Counting(_app, looks);
        using var browser = new TestBrowser(counting);

        (await browser.SignInAsync(name, "a password that is wrong")).AssertProblem(401, "wrong-name-or-password");

        // Function and rounds.
        Assert.Equal((1, "01000000020003345000000010"), (looks.Count, looks.Cost));
    }

    [Fact]
    public async Task A_right_password_and_the_end_of_the_window_start_the_count_anew()
    {
        await TestAccounts.CreateAsync(_app, "forgetful");
        using var browser = new TestBrowser(_app);
        await browser.ShowAsync();

        for (var guess = 0; guess < 9; guess++) (await GuessAsync(browser, "forgetful", "x")).AssertProblem(401, "wrong-name-or-password");
        Assert.Equal(200, (await browser.SignInAsync("forgetful", TestAccounts.Password)).Status);
        await browser.ShowAsync();
        for (var guess = 0; guess < 10; guess++) (await GuessAsync(browser, "forgetful", "x")).AssertProblem(401, "wrong-name-or-password");
        (await GuessAsync(browser, "forgetful", TestAccounts.Password)).AssertProblem(429, "too-many-attempts");

        await _app.Database.Source.ExecuteAsync("UPDATE sign_in_limit SET window_started_at = now() - interval '15 minutes'", [], Ct);
        Assert.Equal(200, (await GuessAsync(browser, "forgetful", TestAccounts.Password)).Status);
    }

    private static Task<Answer> GuessAsync(TestBrowser browser, string name, string password) =>
        browser.SendAsync(HttpMethod.Post, "/api/session", new SignIn(name, password));

    // How often for which reason it was refused.
    private Task<List<string>> AuditedAsync() => _app.Database.Source.ListAsync(
        """
        SELECT count(*) || ' ' || (content -> 'detail' ->> 'reason') FROM audit_entry
        WHERE county_code = '000000' AND action = 'session.refused' AND outcome = 'refused'
        GROUP BY content -> 'detail' ->> 'reason' ORDER BY content -> 'detail' ->> 'reason'
        """, [], row => row.GetString(0), Ct);

    private static WebApplicationFactory<Program> Counting(GridMapApp app, Looks looks) => app.WithWebHostBuilder(builder =>
        builder.ConfigureTestServices(services => services.AddScoped<IPasswordHasher<AccountRecord>>(
            provider => new CountingHasher(looks, provider.GetRequiredService<IOptions<PasswordHasherOptions>>()))));

    private sealed class Looks
    {
        public int Count;

        public string? Cost { get; set; }
    }

    /// <summary>The real one, which says how often it was asked.</summary>
    private sealed class CountingHasher(Looks looks, IOptions<PasswordHasherOptions> options) : PasswordHasher<AccountRecord>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(AccountRecord user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref looks.Count);
            looks.Cost = Convert.ToHexString(Convert.FromBase64String(hashedPassword).AsSpan(0, 13));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
