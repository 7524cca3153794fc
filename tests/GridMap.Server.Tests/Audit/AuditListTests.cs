using System.Net;
using GridMap.Contracts.Access;
using GridMap.Server.Audit;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

/// <summary>Reading the audit: newest first, page by page, filtered, and each county's apart.</summary>
public sealed class AuditListTests(SharedCounty shared) : IClassFixture<SharedCounty>, IAsyncLifetime
{
    private static readonly Actor Alice = new("alice", Address: "10.0.0.1");
    private static readonly Actor Bob = new("bob");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestCounty County => shared.County;

    public async ValueTask InitializeAsync()
    {
        await County.SqlAsync("TRUNCATE audit_entry");
        for (var number = 1; number <= 5; number++)
            await County.Db.AppendAsync(number % 2 == 0 ? Bob : Alice, TestCounty.Code, new($"issue.{(number == 5 ? "added" : "edited")}", "issue", $"i{number}", IsRefused: number == 3), Ct);
        await County.Db.AppendAsync(Alice, null, new("session.begun"), Ct);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_while_entries_are_added()
    {
        var first = await County.GetAsync<AuditPage>("audit?limit=2&actor=a");
        await County.Db.AppendAsync(Alice, TestCounty.Code, new("issue.added"), Ct);
        var second = await ReadAsync(first.Next!);

        Assert.Equal([5L, 3L], first.Entries.Select(entry => entry.Sequence));
        Assert.Equal([1L], second.Entries.Select(entry => entry.Sequence));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("?actor=ALI", "5 3 1")]
    [InlineData("?actor=%25", "")]
    [InlineData("?action=issue.edited", "4 3 2 1")]
    [InlineData("?action=issue", "5 4 3 2 1")]
    [InlineData("?action=iss", "")]
    [InlineData("?outcome=refused", "3")]
    [InlineData("?entity=issue&entityId=i2", "2")]
    [InlineData("?from=2001-01-01T00:00:00Z&outcome=done", "5 4 2 1")]
    [InlineData("?to=2001-01-01T00:00:00Z", "")]
    public async Task Filters_narrow(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await County.AuditAsync(query)).Select(entry => entry.Sequence)));

    [Theory]
    [InlineData("?outcome=perhaps", "bad-parameter")]
    [InlineData("?from=yesterday", "bad-parameter")]
    [InlineData("?limit=0", "bad-parameter")]
    [InlineData("?after=x", "bad-parameter")]
    [InlineData("?who=alice", "unknown-parameter")]
    [InlineData("?entityId=a%00b", "bad-parameter")]
    public async Task What_cannot_be_asked_is_refused(string query, string type)
    {
        var answer = await County.SendAsync(HttpMethod.Get, $"audit{query}");

        answer.AssertProblem(400, type);
    }

    [Fact]
    public async Task The_servers_chain_is_apart()
    {
        var page = await ReadAsync("/api/audit");

        var entry = Assert.Single(page.Entries);
        Assert.Equal(("session.begun", "alice", "10.0.0.1"), (entry.Action, entry.Actor, entry.Address));
    }

    [Fact]
    public async Task Another_county_has_no_audit() =>
        Assert.Equal(HttpStatusCode.NotFound, (await County.Client.GetAsync("/api/counties/990199/audit", Ct)).StatusCode);

    [Theory]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    [InlineData(Role.Office, HttpStatusCode.Forbidden)]
    [InlineData(Role.Leader, HttpStatusCode.Forbidden)]
    public async Task Only_administrators_of_the_county_read_it(string role, HttpStatusCode expected)
    {
        var key = await TestKeys.CreateAsync(County.Db, role, TestCounty.Code);
        using var client = County.App.CreateClient();
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(key);

        Assert.Equal(expected, (await client.GetAsync($"/api/counties/{TestCounty.Code}/audit", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/audit", Ct)).StatusCode);
    }

    private async Task<AuditPage> ReadAsync(string address)
    {
        using var response = await County.Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestCounty.ReadAsync<AuditPage>(response);
    }
}
