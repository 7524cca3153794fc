using System.Text.Json;
using System.Text.Json.Nodes;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;

namespace GridMap.Browser.Tests;

/// <summary>A county in which everything that can be called something is called by one of <see cref="Markup.All"/>.</summary>
public sealed class StoredMarkupServer(PostgisFixture postgis) : IAsyncDisposable
{
    // Side of a grid, degrees, and how many stand in a row.
    private const double Side = 0.01;
    private const int InARow = 10;
    private const int ShortText = 300;
    private const int LongText = 4000;
    private TestCounty? _county;

    public TestCounty County => _county!;

    public Uri Address => _county!.App.ClientOptions.BaseAddress;

    /// <summary>An administrator whose own name is markup.</summary>
    public Person Person { get; private set; } = null!;

    /// <summary>The issue and the facility whose texts are full of them.</summary>
    public Guid Issue { get; } = Guid.CreateVersion7();

    /// <inheritdoc cref="Issue"/>
    public Guid Facility { get; } = Guid.CreateVersion7();

    /// <summary>The draft whose grids differ from those in force.</summary>
    public int Draft { get; private set; }

    /// <summary>In the middle of the grid called by the sixteenth text, where every issue lies.</summary>
    public Position Middle { get; } = new(104 + 5.5 * Side, 36 + 1.5 * Side);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        if (_county is not null) return;
        _county = await TestCounty.ListenAsync(postgis, "A", ("Basemaps:0:Name", "imagery"), ("Basemaps:0:Template", "http://127.0.0.1:9/{z}/{x}/{y}"),
            ("Basemaps:0:Datum", "WGS84"), ("Basemaps:0:Title", Markup.All[15]), ("Basemaps:0:Attribution", Markup.All[15]));
        await County.SqlAsync("UPDATE county SET name = $2 WHERE county_code = $1", TestCounty.Code, Markup.All[16]);
        await ImportAsync("units", (text, _) => new() { ["code"] = text, ["name"] = text, ["phone"] = text }, _ => "null");
        await ImportAsync("grids", (text, _) => new() { ["code"] = text, ["name"] = text, ["leadUnitCode"] = text }, Square, $"&acceptDefects={Uri.EscapeDataString(Markup.All[15])}");
        await ImportAsync("streets", (text, number) => new() { ["externalId"] = $"{number}", ["name"] = text }, number => FormattableString.Invariant(
            $"{{\"type\":\"LineString\",\"coordinates\":[[104,{36 + number * 0.001}],[104.1,{36 + number * 0.001}]]}}"));
        // A draft with other names and without lead units, so that each grid differs and has a defect.
        await ImportAsync("grids", (text, number) => new() { ["code"] = text, ["name"] = Markup.All[^(number + 1)] }, Square, "&draft=true");
        Draft = await County.SqlScalarAsync<int>("SELECT max(division_id) FROM division WHERE county_code = $1", TestCounty.Code);
        foreach (var text in Markup.All) await PostAsync("divisions", new OpenDivision(text));
        await StoreThingsAsync();
        await StorePeopleAsync();
    }

    /// <summary>A file of issues whose rows are all refused, each for something it says.</summary>
    public static byte[] RefusedFile() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Type = "FeatureCollection",
        Features = Markup.All.Select(text => new
        {
            Type = "Feature",
            Properties = new Dictionary<string, string> { ["externalId"] = text, ["category"] = "x", ["reportedAt"] = text, ["source"] = text, ["unitCode"] = "no" + text },
            Geometry = new { Type = "Point", Coordinates = new[] { 104.001, 36.001 } },
        }),
    }, ContractsJson.Options);

    public async ValueTask DisposeAsync()
    {
        if (_county is not null) await _county.DisposeAsync();
    }

    private async Task StoreThingsAsync()
    {
        foreach (var text in Markup.All)
        {
            await PostAsync("issues", new ReportIssue(Guid.CreateVersion7(), text, Middle, text, 2, text, UnitCode: text));
            await PostAsync("facilities", new AddFacility(Guid.CreateVersion7(), "toilet.dry", text, Middle, text, text, text));
        }

        await PostAsync("issues", new ReportIssue(Issue, Markup.All[0], Middle, Many(LongText), 2, Many(ShortText), UnitCode: Markup.All[1]));
        await County.SendAsync(HttpMethod.Patch, $"issues/{Issue}", new EditIssue { Category = Markup.All[2], Address = Markup.All[3], UnitCode = Markup.All[4] }, "\"1\"");
        await PostAsync("facilities", new AddFacility(Facility, "toilet.dry", Many(ShortText), Middle, Many(ShortText), Many(ShortText), Markup.All[1]));
        await County.SendAsync(HttpMethod.Patch, $"facilities/{Facility}", new EditFacility { State = "cleared", ClearedOutcome = Many(ShortText), Address = Markup.All[3] }, "\"1\"");
    }

    private async Task StorePeopleAsync()
    {
        Person = await Persons.AddAsync(County.App, County.Client, Role.Administrator, isAdministrator: true);
        await County.SqlAsync("UPDATE account SET display_name = $2 WHERE account_id = $1", Person.Id, Markup.All[17]);
        await County.SqlAsync(
            """
            INSERT INTO api_key (key_id, secret_sha256, label, account_id, is_read_only, expires_at)
            SELECT gen_random_uuid(), sha256(convert_to(label, 'UTF8')), label, $2, true, now() + interval '1 day' FROM unnest($1::text[]) AS label
            """, Markup.All.ToArray(), Person.Id);
        foreach (var text in Markup.All)
        {
            var id = Guid.CreateVersion7();
            // Their passwords alone would take ten seconds; and a name to sign in with is in a form of its own.
            await County.SqlAsync("INSERT INTO account (account_id, name, display_name, security_stamp) VALUES ($1, $2, 'x', 'x')", id, $"markup{id:N}");
            // As told to the audit too.
            var renamed = await County.SendAsync(HttpMethod.Patch, $"/api/accounts/{id}", new EditAccount { DisplayName = text }, "\"1\"");
            Assert.True(renamed.Status == 200, renamed.Text);
            var member = await County.SendAsync(HttpMethod.Put, $"members/{id}", new SetMember(text));
            Assert.True(member.Status == 201, member.Text);
            await PostAsync("grants", new AddGrant(Guid.CreateVersion7(), Role.GridLead, id, AreaCode: text));
            await PostAsync("grants", new AddGrant(Guid.CreateVersion7(), Role.Inspector, UnitCode: text, AreaCode: text));
        }
    }

    private async Task PostAsync<T>(string address, T content)
    {
        var answer = await County.SendAsync(HttpMethod.Post, address, content);
        Assert.True(answer.Status == 201, answer.Text);
    }

    // As many as a text of that length holds.
    private static string Many(int most) => Markup.All.Aggregate("", (text, next) => text.Length + next.Length + 1 > most ? text : $"{text}{next}\n");

    private static string Square(int number)
    {
        var (west, south) = (104 + number % InARow * Side, 36 + number / InARow * Side);
        return FormattableString.Invariant(
            $"{{\"type\":\"Polygon\",\"coordinates\":[[[{west},{south}],[{west + Side},{south}],[{west + Side},{south + Side}],[{west},{south + Side}],[{west},{south}]]]}}");
    }

    private async Task ImportAsync(string layer, Func<string, int, JsonObject> properties, Func<int, string> shape, string asked = "")
    {
        var features = Markup.All.Select((text, number) => $$"""{"type":"Feature","properties":{{properties(text, number).ToJsonString()}},"geometry":{{shape(number)}}}""");
        using var form = new MultipartFormDataContent { { new StringContent($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}"""), "file", "a.geojson" } };
        using var answer = await County.Client.PostAsync($"imports/{layer}?fileName={Uri.EscapeDataString(Markup.All[15])}{asked}", form, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
