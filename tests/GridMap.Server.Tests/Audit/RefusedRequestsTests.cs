using System.Net;
using System.Net.Http.Headers;
using GridMap.Contracts.Access;
using GridMap.Server.Audit;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Audit;

/// <summary>Whoever shows a credential and asks for what is not theirs is told of in the audit; once each, and never without end.</summary>
public sealed class RefusedRequestsTests(PostgisFixture postgis)
{
    private const string Own = $"/api/counties/{TestCounty.Code}";

    private const string Told =
        """
        SELECT coalesce(string_agg(concat_ws(' ', county_code, coalesce(actor, '-'), outcome, content #>> '{detail,method}', content #>> '{detail,path}',
            content #>> '{detail,status}', content #>> '{detail,problem}'), E'\n' ORDER BY county_code, sequence), '') FROM audit_entry WHERE action = 'request.refused'
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("viewer", "GET", $"{Own}/imports", $"990101 viewer refused GET {Own}/imports 403 not-allowed")]
    [InlineData("viewer", "POST", $"{Own}/density/breaks", $"990101 viewer refused POST {Own}/density/breaks 403 not-allowed")]
    [InlineData("viewer", "GET", "/api/audit", "000000 viewer refused GET /api/audit 403 not-allowed")]
    [InlineData("viewer", "GET", "/api/counties/990102/issues", "990102 viewer refused GET /api/counties/990102/issues 404 county-not-found")]
    [InlineData("viewer", "GET", "/api/counties/990199/issues", "000000 viewer refused GET /api/counties/990199/issues 404 county-not-found")]
    [InlineData("viewer", "GET", "/api/counties/x%01y/issues", "000000 viewer refused GET /api/counties/x%01y/issues 404 county-not-found")]
    [InlineData("office", "DELETE", $"{Own}/issues/0190b6f0-0000-7000-8000-000000000001",
        $"990101 office refused DELETE {Own}/issues/0190b6f0-0000-7000-8000-000000000001 404 not-found")]
    [InlineData("gm_tampered", "GET", $"{Own}/issues", $"990101 - refused GET {Own}/issues 401 sign-in-required")]
    public async Task A_refused_request_is_one_entry(string who, string method, string address, string expected)
    {
        await using var county = await CreateAsync();

        await SendAsync(county, await KeyAsync(county, who), method, address);

        await ToldAsync(county, expected);
    }

    [Theory]
    [InlineData(null, "GET", $"{Own}/issues")]
    [InlineData(null, "POST", $"{Own}/issues")]
    [InlineData("viewer", "GET", $"{Own}/issues/0190b6f0-0000-7000-8000-000000000001")]
    [InlineData("viewer", "GET", $"{Own}/issues?bbox=x")]
    [InlineData("viewer", "GET", $"{Own}/nothing")]
    [InlineData("viewer", "GET", $"{Own}/issues")]
    [InlineData("viewer", "GET", "/api/session")]
    public async Task Slips_strangers_and_successes_are_none(string? who, string method, string address)
    {
        await using var county = await CreateAsync();

        await SendAsync(county, who is null ? null : await KeyAsync(county, who), method, address);
        // Another one that is told, so that what is not there is not merely late.
        await SendAsync(county, await KeyAsync(county, "viewer"), "GET", "/api/audit");

        await ToldAsync(county, "000000 viewer refused GET /api/audit 403 not-allowed");
    }

    [Fact]
    public async Task What_does_not_ask_for_JSON_is_told_all_the_same()
    {
        await using var county = await CreateAsync();
        using var client = county.App.CreateClient();
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(await KeyAsync(county, "viewer"));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        await client.GetAsync("/api/counties/990102/issues", Ct);

        await ToldAsync(county, "990102 viewer refused GET /api/counties/990102/issues 404 county-not-found");
    }

    [Fact]
    public async Task A_page_of_another_site_that_uses_a_session_is_told()
    {
        await using var county = await CreateAsync();
        using var client = county.App.CreateClient();
        client.DefaultRequestHeaders.Authorization = null;
        client.DefaultRequestHeaders.Add("Cookie", "gridmap=x");
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        await client.PostAsync($"{Own}/density/breaks", null, Ct);

        await ToldAsync(county, $"000000 - refused POST {Own}/density/breaks 403 foreign-page");
    }

    [Fact]
    public async Task A_stale_page_is_told_by_the_name_of_who_is_signed_in_and_an_ended_session_by_its_address()
    {
        await using var county = await CreateAsync();
        using var browser = await TestAccounts.SignInAsync(county.App, "alice", TestCounty.Code, Role.Office);
        var (token, cookie) = (browser.Token, browser.Cookie);

        browser.Token = "stale";
        await browser.SendAsync(HttpMethod.Post, $"{Own}/density/breaks");
        browser.Token = token;
        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Status);
        browser.Cookie = cookie;
        await browser.SendAsync(HttpMethod.Get, $"{Own}/issues");

        await Eventually.HoldsAsync(async () => await CountAsync(county, "true") == 2);
        await ToldAsync(county, $"990101 alice refused POST {Own}/density/breaks 400 stale-page\n990101 - refused GET {Own}/issues 401 sign-in-required");
    }

    [Fact]
    public async Task A_long_path_is_cut()
    {
        await using var county = await CreateAsync();

        await SendAsync(county, await KeyAsync(county, "viewer"), "GET", $"/api/counties/{new string('9', 1000)}/issues");

        await Eventually.HoldsAsync(async () => await LengthAsync(county) == 200);
    }

    [Fact]
    public async Task A_flood_is_sixty_entries_and_a_number()
    {
        await using var county = await CreateAsync();
        var key = await KeyAsync(county, "viewer");
        const int Attempts = 100;

        await Parallel.ForEachAsync(Enumerable.Range(0, Attempts), Ct, async (_, _) => await SendAsync(county, key, "GET", "/api/audit"));
        await Eventually.HoldsAsync(async () => await CountAsync(county, "NOT content -> 'detail' ? 'attempts'") == RefusalAudit.MostOfKnown);
        var audit = county.App.Services.GetRequiredService<RefusalAudit>();
        // What a request that was answered has not yet counted comes a moment later.
        await Eventually.HoldsAsync(async () =>
        {
            await audit.TellLeftOutAsync(isEnd: true, Ct);
            return await county.SqlScalarAsync<long>("SELECT coalesce(sum((content #>> '{detail,attempts}')::bigint), 0)::bigint FROM audit_entry") == Attempts - RefusalAudit.MostOfKnown;
        });
    }

    [Fact]
    public async Task Guessed_keys_from_one_address_are_ten_entries_a_minute()
    {
        await using var county = await CreateAsync();

        for (var guess = 0; guess < 30; guess++) await SendAsync(county, $"gm_{guess}", "GET", $"{Own}/issues");
        await SendAsync(county, await KeyAsync(county, "viewer"), "GET", "/api/audit");

        await Eventually.HoldsAsync(async () => await CountAsync(county, "actor = 'viewer'") == 1);
        Assert.Equal(RefusalAudit.MostOfUnknown, await CountAsync(county, "actor IS NULL"));
    }

    private static Task<long> CountAsync(TestCounty county, string condition) =>
        county.SqlScalarAsync<long>($"SELECT count(*) FROM audit_entry WHERE action = 'request.refused' AND {condition}");

    private static Task<int> LengthAsync(TestCounty county) =>
        county.SqlScalarAsync<int>("SELECT coalesce(max(length(content #>> '{detail,path}')), 0) FROM audit_entry");

    private async Task<TestCounty> CreateAsync()
    {
        var county = await TestCounty.CreateIdleAsync(postgis);
        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990102', '邻县', 'Asia/Shanghai')");
        return county;
    }

    private static async Task<string> KeyAsync(TestCounty county, string who) =>
        Role.All.Contains(who) ? await TestKeys.CreateAsync(county.Db, who, TestCounty.Code) : who;

    private static async Task SendAsync(TestCounty county, string? key, string method, string address)
    {
        using var client = county.App.CreateClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : TestKeys.Header(key);
        using var request = new HttpRequestMessage(new(method), address);
        if (method == "DELETE") request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var response = await client.SendAsync(request, Ct);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static async Task ToldAsync(TestCounty county, string expected)
    {
        await Eventually.HoldsAsync(async () => await county.SqlScalarAsync<string>(Told) != "");
        Assert.Equal(expected, await county.SqlScalarAsync<string>(Told));
    }
}
