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

    [Theory]
    [InlineData(HttpStatusCode.OK, null, null)]
    [InlineData(HttpStatusCode.Unauthorized, "X-Forwarded-For", "192.0.2.7")]
    [InlineData(HttpStatusCode.Unauthorized, "Forwarded", "for=192.0.2.7")]
    [InlineData(HttpStatusCode.Unauthorized, "Via", "1.1 proxy")]
    [InlineData(HttpStatusCode.Unauthorized, "Host", "rebound.example")]
    public async Task The_dashboard_answers_this_machine_alone(HttpStatusCode expected, string? header, string? value)
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = new HttpClient { BaseAddress = app.Listen() };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/jobs");
        if (header is not null) request.Headers.Add(header, value);

        using var response = await client.SendAsync(request, Ct);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("https://elsewhere.example", HttpStatusCode.Unauthorized)]
    public async Task The_dashboard_takes_no_orders_from_other_pages(string? origin, HttpStatusCode expected)
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = new HttpClient { BaseAddress = app.Listen() };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/jobs/recurring/trigger");
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var response = await client.SendAsync(request, Ct);

        Assert.Equal(expected, response.StatusCode);
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
