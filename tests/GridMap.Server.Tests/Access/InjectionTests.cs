using System.Text.Json.Nodes;
using GridMap.Server.Access;
using GridMap.Server.Import.Layers;
using GridMap.Server.Tests.Access.Injection;
using GridMap.Server.Tests.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access;

/// <summary>
/// Whatever is typed where: the database runs no other statement for it, and nothing fails or changes. Where something can be
/// said is read off the endpoints, so that a new one, a new parameter and a new member are tried without being named here.
/// </summary>
public sealed class InjectionTests(PostgisFixture postgis)
{
    // One of each kind, with which the database is made to know every statement that answers texts at all.
    private static readonly string[] Ordinary =
        ["A", "B", "zzz", "1", "1000", "-1", "", " ", "a b", "2026-01-01", "104,36,105,37", "issues", "facilities", "grids", "a\0b", "％", new('x', 3000), "\u0301",
         "responsibility", "high", "open", "toilet", "true", "0198d0a5-0000-7000-8000-000000000000", TestCounty.Code, "999999", "' OR 1=1--", "../x",
         "64", "town", "existing", "toilet.dry", "secondary", "functional", "refused", "4490", "zh", "landscape", "A3", "count"];

    // Members whose text has to be one of a few, or what somebody knows already: no other one is ever taken.
    private static readonly string[] Words =
        ["source", "status", "kind", "state", "role", "areaCode", "countyCode", "currentPassword", "password", "county.code", "county.timeZone", "crs", "encoding", "target", "sourceLayer", "fields.*.format",
         "fields.*.column", "parentCode", "leadUnitCode", "members.[]", "leaders.[]", "contacts.[]", "departments.[].category", "departments.[].unitCode", "put.[].level", "codeScheme", "changes.[]", "POST /api/session name"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_at_least_five_hundred() => Assert.True(Injections.All.Count >= 500, $"{Injections.All.Count}");

    [Fact]
    public async Task What_is_asked_for_makes_the_database_run_nothing_else_and_changes_nothing()
    {
        await using var county = await InjectedCounty.CreateAsync(postgis);
        await county.County.ReportIssueAsync("A");
        var places = await county.PlacesAsync(endpoint => endpoint.Method == HttpMethod.Get);
        Assert.True(places.Count > 60, $"{places.Count} parameters and parts of addresses");
        await InjectedCounty.SayAsync(places, Ordinary, county);
        // The cursor of a next page and the id of a run are nobody's to type.
        AssertNone(places.Where(place => place.Place is { Kind: PlaceKind.Parameter, Name: not ("?after" or "?run") } && place.Taken == 0).Select(place => $"{place} takes none of the ordinary texts"));
        var (stored, known) = (await county.StoredAsync(), await county.StatementsAsync());

        await InjectedCounty.SayAsync(places, Injections.All, county);

        AssertNone(places.SelectMany(place => place.Failed));
        AssertNone((await county.StatementsAsync()).Except(known));
        Assert.Equal(stored, await county.StoredAsync());
    }

    [Fact]
    public async Task What_is_stored_makes_the_database_run_nothing_else()
    {
        await using var county = await InjectedCounty.CreateAsync(postgis);
        // Units called so, that their codes are taken where units are named.
        await ImportUnitsAsync(county.County);
        var places = await county.PlacesAsync(endpoint => endpoint.Method != HttpMethod.Get);
        Assert.True(places.Count > 100, $"{places.Count} parts, parameters, headers and members");
        await county.LetAMinutePassAsync();
        await InjectedCounty.SayAsync(places, Ordinary, county);
        var known = await county.StatementsAsync();

        await InjectedCounty.SayAsync(places, Injections.All, county);

        AssertNone(places.SelectMany(place => place.Failed));
        AssertNone(places.Where(place => place.Place.Kind == PlaceKind.Text && place.Taken == 0 && !Words.Contains(place.Place.Name) && !Words.Contains($"{place}")).Select(place => $"{place} took none of them"));
        AssertNone((await county.StatementsAsync()).Except(known));
    }

    [Fact]
    public async Task No_column_of_a_file_makes_the_database_run_anything_else()
    {
        await using var county = await InjectedCounty.CreateAsync(postgis);
        foreach (var layer in Layer.All)
            foreach (var field in layer.Fields) await ImportAsync(county.County, layer, field.Name, Ordinary);
        var known = await county.StatementsAsync();

        foreach (var layer in Layer.All)
        {
            foreach (var field in layer.Fields) await ImportAsync(county.County, layer, field.Name, Injections.All);
        }

        AssertNone((await county.StatementsAsync()).Except(known));
    }

    [Fact]
    public async Task Every_declared_need_is_one_of_an_endpoint_that_is_tried()
    {
        await using var county = await InjectedCounty.CreateAsync(postgis);
        Assert.All(AccessRules.All, rule => Assert.Contains(county.Endpoints, endpoint => rule.Covers($"{endpoint.Method}", endpoint.Pattern)));
    }

    [Fact]
    public async Task A_text_that_is_stored_comes_back_as_it_was()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        foreach (var text in Injections.All)
        {
            var answer = await county.SendAsync(HttpMethod.Post, "issues", new Contracts.Issues.ReportIssue(Guid.CreateVersion7(), "暴露垃圾", county.At("A"), text));
            if (answer.Status == 422) continue;
            Assert.Equal(text, answer.Json.GetProperty("properties").GetProperty("description").GetString());
        }
    }

    // All of a few, and whole.
    private static void AssertNone(IEnumerable<string> wrong)
    {
        var all = string.Join('\n', wrong.Take(40));
        Assert.True(all is "", all);
    }

    private static async Task ImportUnitsAsync(TestCounty county)
    {
        var rows = Injections.All.Select(text => Files.Feature(new JsonObject { ["code"] = text, ["name"] = text }.ToJsonString(), "null"));
        await SendAsync(county, "units", [.. rows]);
        Assert.True(await county.SqlScalarAsync<long>("SELECT count(*) FROM unit") > 500);
    }

    // One file with a row for each text, in one of its columns; rows that cannot be stored are skipped.
    private static Task ImportAsync(TestCounty county, Layer layer, string field, IReadOnlyList<string> texts) => SendAsync(county, layer.Name, [.. texts.Select((text, number) =>
    {
        var properties = new JsonObject();
        foreach (var other in layer.Fields.Where(other => other.IsRequired)) properties[other.Name] = Usual(other.Name, number);
        properties[layer.KeyField] = $"{layer.Name} {field} {number}";
        properties[field] = text;
        return Files.Feature(properties.ToJsonString(), Shape(layer, number));
    })]);

    private static string Usual(string field, int number) => field switch
    {
        "kind" => "toilet.dry",
        "reportedAt" => "2026-01-01",
        _ => $"x {number}",
    };

    private static string Shape(Layer layer, int number) => layer.Shape switch
    {
        ShapeKind.None => "null",
        ShapeKind.Point => """{"type":"Point","coordinates":[104.002,36.498]}""",
        ShapeKind.Line => """{"type":"LineString","coordinates":[[104.002,36.498],[104.003,36.498]]}""",
        _ => Files.Square(80 + number * 0.01),
    };

    private static async Task SendAsync(TestCounty county, string layer, string[] features)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Files.Collection(features)), "file", "file.geojson" } };
        using var answer = await county.Client.PostAsync($"imports/{layer}?skipRefused=true", form, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{layer} {features[0]} {text[..Math.Min(500, text.Length)]}");
    }
}
