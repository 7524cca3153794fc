using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Accounts;
using GridMap.Server.Tests.Import;
using GridMap.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access;

/// <summary>Whatever is typed where: the database runs no other statement for it, and nothing fails or changes.</summary>
public sealed class InjectionTests(PostgisFixture postgis)
{
    private const string Base = $"/api/counties/{TestCounty.Code}";
    private const int AtATime = 4;

    // One of each kind, with which the database is made to know every statement that answers texts at all.
    private static readonly string[] Ordinary =
        ["A", "B", "zzz", "1", "1000", "-1", "", " ", "a b", "2026-01-01", "104,36,105,37", "issues", "facilities", "grids", "a\0b", "％", new('x', 3000), "\u0301",
         "responsibility", "high", "open", "toilet", "true", "0198d0a5-0000-7000-8000-000000000000", TestCounty.Code, "999999", "' OR 1=1--", "../x"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_at_least_five_hundred() => Assert.True(Injections.All.Count >= 500, $"{Injections.All.Count}");

    [Fact]
    public async Task No_parameter_and_no_part_of_an_address_makes_the_database_run_anything_else()
    {
        await using var county = await CountyAsync();
        var places = Places(county.App).ToList();
        Assert.True(places.Count > 60, $"{places.Count} parameters and parts of addresses");
        await AskAsync(county, places, Ordinary);
        var (stored, known) = (await StoredAsync(county), await StatementsAsync(county));

        var failed = await AskAsync(county, places, Injections.All);

        Assert.Empty(failed);
        Assert.Empty((await StatementsAsync(county)).Except(known));
        Assert.Equal(stored, await StoredAsync(county));
    }

    [Fact]
    public async Task No_text_that_is_stored_makes_the_database_run_anything_else()
    {
        await using var county = await CountyAsync();
        var (account, issue, facility) = (await People.StoreAsync(county.Db, "li"), await county.ReportIssueAsync("A"), await county.AddFacilityAsync("A"));
        await county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember(null));
        var texts = Texts(county, account).ToList();
        await SendAsync(county, texts, Ordinary);
        await ImportAsync(county, Ordinary);
        var known = await StatementsAsync(county);

        var failed = await SendAsync(county, texts, Injections.All);
        await ImportAsync(county, Injections.All);

        Assert.Empty(failed);
        Assert.Empty((await StatementsAsync(county)).Except(known));
        Assert.Equal("toilet.dry", (await county.GetAsync<JsonElement>($"facilities/{facility.Id}")).GetProperty("properties").GetProperty("kind").GetString());
        Assert.Equal(issue.Category, (await county.GetAsync<JsonElement>($"issues/{issue.Id}")).GetProperty("properties").GetProperty("category").GetString());
    }

    [Fact]
    public async Task A_text_that_is_stored_comes_back_as_it_was()
    {
        await using var county = await CountyAsync();
        foreach (var text in Injections.All)
        {
            var answer = await county.SendAsync(HttpMethod.Post, "issues", Report(text));
            if (answer.Status == 422) continue;
            Assert.Equal(text, answer.Json.GetProperty("properties").GetProperty("description").GetString());
        }
    }

    private async Task<TestCounty> CountyAsync()
    {
        var county = await TestCounty.ListenRememberingAsync(postgis, "A B");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城管局', 'functional')", TestCounty.Code);
        await county.ReportIssueAsync("A");
        await county.AddFacilityAsync("B");
        return county;
    }

    // Every query parameter that an endpoint says it knows, and every part of an address, one at a time.
    private static IEnumerable<(HttpMethod Method, Func<string, string> Address)> Places(GridMapApp app)
    {
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = '/' + endpoint.RoutePattern.RawText!.Trim('/');
            if (!pattern.StartsWith("/api/", StringComparison.Ordinal) && !pattern.StartsWith("/tiles/", StringComparison.Ordinal)) continue;
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            string Filled(string? part = null, string text = "") => string.Concat(endpoint.RoutePattern.PathSegments.Select(segment => '/' + string.Concat(
                segment.Parts.Select(one => one switch
                {
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart named => Uri.EscapeDataString(named.Name == part ? text : Usual(named.Name)),
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                    _ => "",
                }))));
            foreach (var part in endpoint.RoutePattern.Parameters) yield return (method, text => Filled(part.Name, text));
            foreach (var name in endpoint.Metadata.GetMetadata<KnownParameters>()?.Names ?? [])
                yield return (method, text => $"{Filled()}?{name}={Uri.EscapeDataString(text)}");
        }
    }

    private static string Usual(string part) => part switch
    {
        "county" => TestCounty.Code,
        "layer" => "issues",
        "code" => "A",
        "z" => "14",
        "x" => "12925",
        "y" => "6405",
        _ => Guid.Empty.ToString(),
    };

    private static async Task<List<string>> AskAsync(
        TestCounty county, IReadOnlyList<(HttpMethod Method, Func<string, string> Address)> places, IReadOnlyList<string> texts)
    {
        var failed = new ConcurrentBag<string>();
        var asked = from place in places from text in texts select (place.Method, place.Address, text);
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Ct }, async (one, ct) =>
        {
            using var request = new HttpRequestMessage(one.Method, one.Address(one.text));
            if (one.Method == HttpMethod.Post) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            // The stream of changes has no end.
            using var response = await county.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)response.StatusCode >= 500) failed.Add($"{(int)response.StatusCode} {one.Method} {request.RequestUri}");
        });
        return [.. failed.Take(10)];
    }

    // Every member that takes a text, in every content that is sent.
    private static IEnumerable<(HttpMethod Method, string Address, Func<string, JsonObject> Content)> Texts(TestCounty county, Guid account)
    {
        static JsonObject With<T>(T content, string member, string text)
        {
            var json = JsonSerializer.SerializeToNode(content, ContractsJson.Options)!.AsObject();
            json[member] = text;
            return json;
        }

        foreach (var member in new[] { "category", "description", "address", "source", "unitCode", "dueAt", "id" })
            yield return (HttpMethod.Post, $"{Base}/issues", text => With(JsonNode.Parse(Report("x")), member, text));
        foreach (var member in new[] { "kind", "name", "address", "openingHours", "unitCode", "id" })
            yield return (HttpMethod.Post, $"{Base}/facilities", text => With(
                new { Id = Guid.CreateVersion7(), Kind = "toilet.dry", Name = "x", Position = county.At("A") }, member, text));
        yield return (HttpMethod.Put, $"{Base}/members/{account}", text => new JsonObject { ["unitCode"] = text });
        foreach (var member in new[] { "role", "unitCode", "areaCode", "id", "accountId" })
            yield return (HttpMethod.Post, $"{Base}/grants", text => With(new { Id = Guid.CreateVersion7(), Role = Role.Viewer }, member, text));
        foreach (var member in new[] { "displayName", "isDisabled" })
            yield return (HttpMethod.Patch, $"/api/accounts/{account}", text => new JsonObject { [member] = text });
    }

    private static string Report(string description) => JsonSerializer.Serialize(
        new { Id = Guid.CreateVersion7(), Category = "暴露垃圾", Position = new { Longitude = 104.003, Latitude = 36.496 }, Description = description }, ContractsJson.Options);

    private static async Task<List<string>> SendAsync(
        TestCounty county, IReadOnlyList<(HttpMethod Method, string Address, Func<string, JsonObject> Content)> texts, IReadOnlyList<string> said)
    {
        var failed = new ConcurrentBag<string>();
        var sent = from place in texts from text in said select (place, text);
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Ct }, async (one, _) =>
        {
            var answer = await county.SendAsync(one.place.Method, one.place.Address, one.place.Content(one.text).ToJsonString(), "\"1\"");
            if (answer.Status >= 500) failed.Add($"{answer.Status} {one.place.Method} {one.place.Address} {one.text}");
        });
        return [.. failed.Take(10)];
    }

    // One file with a row for each; rows that cannot be stored are skipped.
    private static async Task ImportAsync(TestCounty county, IReadOnlyList<string> texts)
    {
        var rows = texts.Where(text => !text.Contains('\0', StringComparison.Ordinal))
            .Select((text, number) => $"{Guid.CreateVersion7()}-{number},\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2026-01-01,104.002,36.498");
        using var form = new MultipartFormDataContent { { new StringContent(Files.Issues([.. rows])), "file", "issues.csv" } };
        using var answer = await county.Client.PostAsync("imports/issues?skipRefused=true", form, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<HashSet<string>> StatementsAsync(TestCounty county) => (await county.Db.ListAsync(
        """
        SELECT DISTINCT query FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'
        """, [], row => row.GetString(0), Ct)).ToHashSet(StringComparer.Ordinal);

    // Every table but those that grow by being asked.
    private static async Task<string> StoredAsync(TestCounty county)
    {
        var tables = await county.Db.ListAsync(
            """
            SELECT c.oid::regclass::text FROM pg_class AS c
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                AND relname NOT IN ('audit_entry', 'sign_in_limit', 'spatial_ref_sys', 'data_protection_key')
            ORDER BY 1
            """, [], row => row.GetString(0), Ct);
        var sums = new StringBuilder();
        foreach (var table in tables)
            sums.AppendLine($"{table} {await county.SqlScalarAsync<string>($"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} AS t")}");
        return sums.ToString();
    }
}
