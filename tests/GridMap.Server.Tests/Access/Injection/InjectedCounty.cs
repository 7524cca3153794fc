using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GridMap.Server.Accounts;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>A county on a server that listens, the statements its database has run, and every place in which something can be said to it.</summary>
internal sealed class InjectedCounty : IAsyncDisposable
{
    private const int AtATime = 4;
    private const int AtEach = 40;
    private readonly OrdinaryRequests _requests;
    private readonly HttpClient _program = new(new SocketsHttpHandler { UseCookies = false });

    private InjectedCounty(TestCounty county)
    {
        County = county;
        _requests = new(county);
        Endpoints = InjectedEndpoint.All(county.App.Services);
        _program.BaseAddress = county.App.ClientOptions.BaseAddress;
    }

    public TestCounty County { get; }

    public IReadOnlyList<InjectedEndpoint> Endpoints { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<InjectedCounty> CreateAsync(PostgisFixture postgis)
    {
        var county = await TestCounty.ListenRememberingAsync(postgis, "A B C D E F G / H I J K L M N", Replace,
            ("Basemaps:0:Name", "imagery"), ("Basemaps:0:Template", "https://tiles.invalid/{z}/{x}/{y}"), ("Basemaps:0:Datum", "WGS84"), ("Basemaps:0:Attribution", "Somebody"));
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城管局', 'functional')", TestCounty.Code);
        return new(county);
    }

    /// <summary>What came of texts that were said in one place.</summary>
    /// <param name="Endpoint">Where.</param>
    /// <param name="Place">In which place there.</param>
    /// <param name="Request">The rest of the request.</param>
    internal sealed record Stand(InjectedEndpoint Endpoint, Place Place, OrdinaryRequest Request)
    {
        public int Taken { get; set; }

        public List<string> Failed { get; } = [];

        public override string ToString() => $"{Endpoint.Name} {Place.Name}";
    }

    /// <summary>Every place of the endpoints that are asked for, each with an ordinary request of its own, which is taken.</summary>
    public async Task<IReadOnlyList<Stand>> PlacesAsync(Func<InjectedEndpoint, bool> isWanted)
    {
        var (stands, wrong) = (new ConcurrentBag<Stand>(), new ConcurrentBag<string>());
        var places = from endpoint in Endpoints.Where(isWanted) from place in endpoint.Places select (endpoint, place);
        await InParallelAsync(places, async one =>
        {
            if (await _requests.CreateAsync(one.endpoint, one.place) is not { } request)
            {
                wrong.Add($"{one.endpoint}: tell OrdinaryRequests one that it takes");
                return;
            }

            var stand = new Stand(one.endpoint, one.place, request);
            var (status, answer) = (await AskAsync(stand, null))!.Value;
            if (status is < 200 or > 299) wrong.Add($"{one.endpoint} did not take its ordinary request: {status} {answer}");
            else stands.Add(stand);
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Distinct().Order(StringComparer.Ordinal)));
        return [.. stands];
    }

    /// <summary>Says every text in every place; where one reader has several places, at one of them at least, and some forty at each.</summary>
    public static async Task SayAsync(IReadOnlyList<Stand> stands, IReadOnlyList<string> texts, InjectedCounty county)
    {
        var shares = stands.GroupBy(stand => (stand.Place.Kind, stand.Place.Reader ?? $"{stand}"))
            .SelectMany(readers => readers.Select((stand, number) => (Stand: stand, Texts: Share(texts, number, readers.Count()))));
        await InParallelAsync(shares, async share =>
        {
            share.Stand.Taken = 0;
            foreach (var text in share.Texts) await county.SayAsync(share.Stand, text);
        });
    }

    private static IEnumerable<string> Share(IReadOnlyList<string> texts, int number, int of) =>
        texts.Where((_, i) => i % of == number || i % Math.Max(1, texts.Count / AtEach) == 0);

    private async Task SayAsync(Stand stand, string text)
    {
        var answer = await AskAsync(stand, text);
        // Others change the same at the same time.
        for (var again = 0; answer?.Status == 503 && again < 5; again++) answer = await AskAsync(stand, text);
        if (answer is not var (status, said)) return;
        if (status is >= 200 and <= 299) stand.Taken++;
        if (status >= 500) stand.Failed.Add($"{stand} {text}: {status} {said}");
    }

    /// <summary>Makes whoever is signed in have asked for something two minutes ago; the server notes each minute who still does.</summary>
    public Task<int> LetAMinutePassAsync() => County.SqlAsync("UPDATE sign_in_session SET last_seen_at = now() - interval '2 minutes'");

    /// <summary>Texts of all statements that the database has run.</summary>
    public async Task<HashSet<string>> StatementsAsync() => (await County.Db.ListAsync(
        """
        SELECT DISTINCT query FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'
        """, [], row => row.GetString(0), Ct)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Sums of every table but those that grow by being asked.</summary>
    public async Task<string> StoredAsync()
    {
        var tables = await County.Db.ListAsync(
            """
            SELECT c.oid::regclass::text FROM pg_class AS c
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                AND relname NOT IN ('audit_entry', 'sign_in_limit', 'spatial_ref_sys', 'data_protection_key')
            ORDER BY 1
            """, [], row => row.GetString(0), Ct);
        var sums = new StringBuilder();
        foreach (var table in tables)
            sums.AppendLine($"{table} {await County.SqlScalarAsync<string>($"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} AS t")}");
        return sums.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Dispose();
        _program.Dispose();
        await County.DisposeAsync();
    }

    private static Task InParallelAsync<T>(IEnumerable<T> all, Func<T, Task> doAsync) => Parallel.ForEachAsync(
        all, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Ct }, async (one, _) => await doAsync(one));

    // Null where the text cannot be sent there at all.
    private async Task<(int Status, string Text)?> AskAsync(Stand stand, string? text)
    {
        var (place, request) = (stand.Place, stand.Request);
        if (text is not null && place.Kind == PlaceKind.Header && text.Any(c => c is < ' ' or > '~')) return null;
        var sent = new Sent(request);
        if (text is not null) place.Put(sent, text);
        using var message = sent.ToMessage(stand.Endpoint.Method, stand.Endpoint.Endpoint.RoutePattern);
        if (request.Browser is null && !message.Headers.Contains("Authorization")) message.Headers.Authorization = TestKeys.Header(request.Key);
        if (request.Browser is { } browser)
        {
            var answer = request.IsAttempt ? await _requests.AttemptAsync(() => browser.SendAsync(message)) : await browser.SendAsync(message);
            await request.After(sent.Content, answer);
            return (answer.Status, answer.Text);
        }

        // The stream of changes has no end.
        using var response = await _program.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Ct);
        if (stand.Endpoint.Method == HttpMethod.Get) return ((int)response.StatusCode, "");
        var read = await Answer.ReadAsync(response, Ct);
        await request.After(sent.Content, read);
        return (read.Status, read.Text);
    }

    // Hashing that takes its time would take hours here, and what is hashed is no text of any statement.
    private static void Replace(IServiceCollection services)
    {
        services.AddScoped<IPasswordHasher<AccountRecord>, QuickHasher>();
        services.AddHttpClient("basemap").ConfigurePrimaryHttpMessageHandler(() => new Pictures());
    }

    private sealed class QuickHasher : IPasswordHasher<AccountRecord>
    {
        public string HashPassword(AccountRecord user, string password) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

        public PasswordVerificationResult VerifyHashedPassword(AccountRecord user, string hashedPassword, string providedPassword) =>
            hashedPassword == HashPassword(user, providedPassword) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }

    private sealed class Pictures : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var picture = new ByteArrayContent([0x89, 0x50, 0x4e, 0x47]);
            picture.Headers.ContentType = new("image/png");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = picture });
        }
    }
}
