using System.Net;
using GridMap.Server.Density;
using GridMap.Testing;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridMap.Server.Tests.Jobs;

public sealed class JobsTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_is_for_administrators_alone_wherever_they_seem_to_be()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.ListenForClient();
        var office = await TestKeys.CreateAsync(app.Database.Source, "office");
        foreach (var address in new[] { "/jobs", "/jobs/recurring", "/jobs/servers", "/jobs/stats" })
        {
            client.DefaultRequestHeaders.Authorization = TestKeys.Header(TestKeys.Administrator);
            var method = address == "/jobs/stats" ? HttpMethod.Post : HttpMethod.Get;
            // Orders need a page's token, which a key has none of.
            var allowed = method == HttpMethod.Get ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
            Assert.Equal((address, allowed), (address, await AskAsync(client, method, address, "Origin", Origin(client))));
            client.DefaultRequestHeaders.Authorization = TestKeys.Header(office);
            Assert.Equal((address, HttpStatusCode.Forbidden), (address, await AskAsync(client, method, address, "Origin", Origin(client))));
            client.DefaultRequestHeaders.Authorization = null;
            foreach (var (header, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("Via", "1.1 proxy"), ("X-Real-IP", "::1") })
                Assert.Equal((address, HttpStatusCode.Unauthorized), (address, await AskAsync(client, method, address, header, value)));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Get, "/jobs", "Host", "rebound.example"));
    }

    [Fact]
    public async Task The_dashboard_is_for_administrators_alone_behind_a_proxy_on_the_same_machine_too()
    {
        await using var app = await postgis.CreateAppAsync(
            ("Server:BehindTlsProxy", "true"), ("Server:TrustedProxies", "127.0.0.1"), ("Server:Hosts", "grid.example"));
        using var client = app.ListenForClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "grid.example");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, HttpMethod.Get, "/jobs"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Post, "/jobs/stats", "Origin", Origin(client)));
        client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, HttpMethod.Get, "/jobs"));
    }

    [Fact]
    public async Task An_administrator_at_a_browser_gives_orders_with_the_token_of_its_page()
    {
        await using var app = await postgis.CreateAppAsync();
        await TestAccounts.CreateAsync(app, "root", isAdministrator: true);
        using var browser = new TestBrowser(app);
        await browser.SignInAsync("root", TestAccounts.Password);
        using var client = app.CreateDefaultClient(new Uri("http://localhost/"), new CookieContainerHandler(browser.Cookies));
        client.DefaultRequestHeaders.Authorization = null;
        client.DefaultRequestHeaders.Add("X-GridMap-Antiforgery", browser.Token);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, HttpMethod.Post, "/jobs/stats", "Origin", "http://localhost"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Post, "/jobs/stats"));
        client.DefaultRequestHeaders.Remove("X-GridMap-Antiforgery");
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(client, HttpMethod.Post, "/jobs/stats", "Origin", "http://localhost"));
    }

    [Fact]
    public async Task The_dashboard_takes_orders_from_its_own_pages_alone()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.ListenForClient();
        const string order = "/jobs/recurring/trigger";

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, HttpMethod.Post, order));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Post, order, "Origin", "https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Post, order, "Origin", Origin(client)));
    }

    [Fact]
    public async Task Locks_dated_in_the_future_are_cleared_at_start()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await county.SqlAsync("INSERT INTO hangfire.lock (resource, acquired) VALUES ('tomorrow', now() + interval '1 day'), ('now', now())");
        await using var second = new GridMapApp(county.App.Database, ownsDatabase: false);
        second.CreateClient().Dispose();

        await Eventually.HoldsAsync(() => county.SqlScalarAsync<bool>(
            "SELECT NOT EXISTS (SELECT FROM hangfire.lock WHERE resource = 'tomorrow')"));

        Assert.True(await county.SqlScalarAsync<bool>("SELECT EXISTS (SELECT FROM hangfire.lock WHERE resource = 'now')"));
    }

    [Fact]
    public async Task The_full_recount_is_scheduled_once_by_however_many_servers()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await using var second = new GridMapApp(county.App.Database, ownsDatabase: false);
        second.CreateClient().Dispose();

        await Eventually.HoldsAsync(() => county.SqlScalarAsync<bool>(
            "SELECT count(*) = 1 FROM hangfire.set WHERE key = 'recurring-jobs' AND value = 'density.full-recount'"));
    }

    [Fact]
    public async Task However_much_changes_one_recount_per_county_waits()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        var jobs = new JobCounter();
        using var waker = new DensityWaker(database.Source, jobs, new NoSchedule(), TimeProvider.System, NullLogger<DensityWaker>.Instance);
        await waker.StartAsync(Ct);

        for (var i = 0; i < 1000; i++) waker.Wake("990101");
        waker.Wake("990102");
        await Eventually.HoldsAsync(() => Task.FromResult(jobs.Enqueued == 2));
        waker.Started("990101");
        for (var i = 0; i < 1000; i++) waker.Wake("990101");
        await Eventually.HoldsAsync(() => Task.FromResult(jobs.Enqueued >= 3));

        await waker.StopAsync(Ct);
        Assert.Equal(3, jobs.Enqueued);
    }

    private static string Origin(HttpClient client) => client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private static async Task<HttpStatusCode> AskAsync(
        HttpClient client, HttpMethod method, string address, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (header is not null) request.Headers.Add(header, value);
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([]);
        using var response = await client.SendAsync(request, Ct);
        return response.StatusCode;
    }

    private sealed class JobCounter : IBackgroundJobClient
    {
        private int _enqueued;

        public int Enqueued => Volatile.Read(ref _enqueued);

        public string Create(Job job, IState state) => Interlocked.Increment(ref _enqueued).ToString();

        public bool ChangeState(string jobId, IState state, string expectedState) => true;
    }

    private sealed class NoSchedule : IRecurringJobManager
    {
        public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options)
        {
        }

        public void Trigger(string recurringJobId)
        {
        }

        public void RemoveIfExists(string recurringJobId)
        {
        }
    }
}
