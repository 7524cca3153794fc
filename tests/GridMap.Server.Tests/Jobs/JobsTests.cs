using System.Net;
using GridMap.Server.Density;
using GridMap.Testing;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridMap.Server.Tests.Jobs;

public sealed class JobsTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_answers_this_machine_alone()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.ListenForClient();

        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, HttpMethod.Get, "/jobs"));
        foreach (var (header, value) in new[]
        {
            ("X-Forwarded-For", "192.0.2.7"), ("Forwarded", "for=192.0.2.7"), ("Via", "1.1 proxy"),
        })
            Assert.Equal((header, HttpStatusCode.Unauthorized), (header, await AskAsync(client, HttpMethod.Get, "/jobs", header, value)));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Get, "/jobs", "Host", "rebound.example"));
    }

    [Fact]
    public async Task The_dashboard_takes_orders_from_its_own_pages_alone()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.ListenForClient();
        var address = client.BaseAddress!;
        const string order = "/jobs/recurring/trigger";

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, HttpMethod.Post, order));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(client, HttpMethod.Post, order, "Origin", "https://elsewhere.example"));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AskAsync(client, HttpMethod.Post, order, "Origin", address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task The_dashboard_does_not_trust_a_caller_without_an_address()
    {
        await using var app = await postgis.CreateAppAsync();

        using var response = await app.CreateClient().GetAsync("/jobs", Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
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

    private static async Task<HttpStatusCode> AskAsync(
        HttpClient client, HttpMethod method, string address, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (header is not null) request.Headers.Add(header, value);
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
