using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.HotSpots;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Issues;
using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;
using GridMap.Server.Density;
using GridMap.Server.HotSpots;
using GridMap.Server.Tests.Accounts;
using GridMap.Server.Tests.Import;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>
/// For each endpoint a request that it takes, with things of its own behind it. An endpoint that takes anything and is not
/// here fails the test: nothing that is said to it would get past its door.
/// </summary>
internal sealed class OrdinaryRequests(TestCounty county) : IDisposable
{
    private const string County = "/api/counties/{county}";
    private readonly List<TestBrowser> _browsers = [];
    private readonly SemaphoreSlim _attempts = new(1);
    private int _last;
    private int _lastGrid;

    /// <summary>The county's own mapping of issues.</summary>
    public static JsonObject Mapping() => Json(new
    {
        Fields = new { Category = new { Column = "category" }, ExternalId = new { Column = "externalId" }, ReportedAt = new { Column = "reportedAt" } },
        County = new { TestCounty.Code, Name = "测试县", TimeZone = "Asia/Shanghai" },
    });

    /// <summary>A request that the endpoint takes; null where nobody has told one.</summary>
    public async Task<OrdinaryRequest?> CreateAsync(InjectedEndpoint endpoint, Place place) => endpoint.Name switch
    {
        "POST /api/session" => await SignInAsync(),
        "POST /api/session/password" => await ChangePasswordAsync(),
        "POST /api/keys" => await AddKeyAsync(),
        "DELETE /api/keys/{id}" => await RevokeKeyAsync(),
        "POST /api/accounts" => new() { Content = () => Json(new AddAccount(Guid.CreateVersion7(), Name(), "李")) },
        "PATCH /api/accounts/{id}" => Editing(await AccountAsync(), () => Json(new EditAccount { DisplayName = "李" })),
        "POST /api/accounts/{id}/password" => Of(await AccountAsync()),
        $"POST {County}/issues" => InCounty(() => Json(Issue())),
        $"PATCH {County}/issues/{{id}}" => Editing(await AddAsync("issues", Issue()), () => Json(new EditIssue { Severity = 3 })),
        $"DELETE {County}/issues/{{id}}" => await DeletingAsync(() => AddAsync("issues", Issue())),
        $"POST {County}/facilities" => InCounty(() => Json(Facility())),
        $"PATCH {County}/facilities/{{id}}" => Editing(await AddAsync("facilities", Facility()), () => Json(new EditFacility { State = "cleared", ClearedOutcome = "拆除" })),
        $"DELETE {County}/facilities/{{id}}" => await DeletingAsync(() => AddAsync("facilities", Facility())),
        $"POST {County}/density/breaks" => InCounty(),
        $"POST {County}/imports/{{layer}}" => InCounty(null, ("layer", "issues"), (mapping, name) => Form(mapping, File(), name)),
        $"POST {County}/imports/{{batchId:guid}}/withdraw" => InCounty(null, ("batchId", $"{await ImportAsync()}")),
        $"POST {County}/uploads" => InCounty(form: (_, name) => Form(null, File(), name)),
        $"POST {County}/uploads/local-grid" => InCounty(() => Json(new FitLocalGrid("EPSG:4490", "similarity", [new("K1", 0, 0, 104, 36), new("K2", 1000, 0, 104.01, 36)]))),
        $"POST {County}/uploads/{{uploadId:guid}}/preview" => await OfUploadAsync(() => Json(new ReadUpload("issues", Fields: Fields()))),
        $"POST {County}/uploads/{{uploadId:guid}}/import" => await OfUploadAsync(() => Json(new ImportUpload("issues", Fields()))),
        $"PUT {County}/members/{{accountId}}" => InCounty(() => Json(new SetMember(null)), ("accountId", $"{await AccountAsync()}")),
        $"DELETE {County}/members/{{accountId}}" => await DeletingAsync(MemberAsync, "accountId"),
        $"POST {County}/grants" => await GrantingAsync(toUnit: place.Name == "unitCode"),
        $"DELETE {County}/grants/{{id}}" => await DeletingAsync(GrantAsync),
        $"PUT {County}/units/{{code}}" => AddingUnits(),
        $"PATCH {County}/units/{{code}}" => await EditingAsync("units", await UnitAsync(), () => Json(new EditUnit { Name = "城管局" })),
        $"DELETE {County}/units/{{code}}" => await DeletingAsync(UnitAsync, "code"),
        $"PUT {County}/grids/{{code}}/responsibility" => await EditingAsync("grids", Grid(), () => Json(new SetAreaResponsibility([], [], [])), "/responsibility"),
        $"PATCH {County}/grids/{{code}}/responsibility" => await EditingAsync("grids", Grid(), () => Json(new EditAreaResponsibility { LeadUnitCode = "U1" }), "/responsibility"),
        $"PATCH {County}/responsibility/county" => await EditingAsync("responsibility", "county", () => Json(new EditAreaResponsibility { Members = Array.Empty<string>() })),
        $"PUT {County}/departments" => await EditingAsync("departments", "", () => Json(new SetDepartments([]))),
        $"POST {County}/divisions" => InCounty(() => Json(new OpenDivision("第二版"))),
        $"DELETE {County}/divisions/{{id:int}}" => await DeletingAsync(DraftAsync),
        $"POST {County}/divisions/{{id:int}}/check" => InCounty(null, ("id", await DraftAsync())),
        $"POST {County}/divisions/{{id:int}}/publish" => await OfCheckedAsync(() => Json(new PublishDivision())),
        $"PATCH {County}/divisions/{{id:int}}/grids" => await OfDraftAsync(() => Json(new EditDivisionGrids([Drawn()]))),
        $"POST {County}/divisions/{{id:int}}/repair" => await OfCheckedAsync(() => Json(new RepairDivision())),
        $"GET {County}/divisions/{{id:int}}/repair" => await OfDraftAsync(null),
        $"POST {County}/divisions/{{id:int}}/repair/accept" => await OfDraftAsync(() => Json(new AcceptRepair())),
        $"POST {County}/divisions/{{id:int}}/unit-grids" => await OfDraftAsync(() => Json(new MakeUnitGrids(["A"]))),
        $"DELETE {County}/divisions/{{id:int}}/unit-grids" => await DeletingAsync(DraftAsync),
        $"PUT {County}/division-codes" => InCounty(form: (_, name) => Form(null, "代码,名称\n990101001001,西街社区\n", name + ".csv")),
        $"DELETE {County}/division-codes" => InCounty(),
        $"PUT {County}/division-rules" => Editing("", () => Json(new CountyDivisionRules(0.5, "free"))),
        $"POST {County}/work/{{workId:guid}}/cancel" => InCounty(null, ("workId", await WorkAsync())),
        _ when endpoint.Method == HttpMethod.Get => await ReadAsync(endpoint, place.Name),
        _ => null,
    };

    public void Dispose()
    {
        _browsers.ForEach(browser => browser.Dispose());
        _attempts.Dispose();
    }

    /// <summary>Signs in as if on another day each time, one after the other.</summary>
    public async Task<Answer> AttemptAsync(Func<Task<Answer>> signInAsync)
    {
        await _attempts.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await county.SqlAsync("DELETE FROM sign_in_limit");
            return await signInAsync();
        }
        finally
        {
            _attempts.Release();
        }
    }

    /// <summary>A file and how its columns are read, as they are sent; null for as they are.</summary>
    public static MultipartFormDataContent Form(JsonObject? mapping, string file, string fileName)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        // By hand: .NET refuses to send some names, and writes others otherwise.
        var name = new string([.. fileName.Where(c => c is not ('\r' or '\n' or '\0'))]).Replace("\"", "\\\"", StringComparison.Ordinal);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"; filename*=UTF-8''{Uri.EscapeDataString(fileName)}");
        var form = new MultipartFormDataContent { content };
        if (mapping is not null) form.Add(new StringContent(mapping.ToJsonString()), "mapping", "m.json");
        return form;
    }

    // Null where a part of the address names something that nobody has told.
    private async Task<OrdinaryRequest?> ReadAsync(InjectedEndpoint endpoint, string place)
    {
        var parts = new Dictionary<string, string>();
        foreach (var part in endpoint.Endpoint.RoutePattern.Parameters)
        {
            if (await PartAsync(part.Name, NounOf(endpoint.Pattern), place) is not { } named) return null;
            parts[part.Name] = named;
        }

        if (endpoint.Pattern == $"{County}/grids/{{code}}/why") await RunAsync();
        return new() { Parts = parts, Query = endpoint.Pattern == $"{County}/responsibility" ? Asked(place) : [] };
    }

    // Who answers for a place, or for a grid: one of the two.
    private static Dictionary<string, string> Asked(string place) =>
        place == "?grid" ? new() { ["grid"] = "A" } : new() { ["lon"] = "104.002", ["lat"] = "36.498" };

    // What a part of an address names: something that there is one of.
    private async Task<string?> PartAsync(string part, string noun, string place) => (noun, part) switch
    {
        (_, "county") => TestCounty.Code,
        ("issues", "id") => await AddAsync("issues", Issue()),
        ("facilities", "id") => await AddAsync("facilities", Facility()),
        ("divisions", "id") => await DraftAsync(),
        ("work", "workId") => await WorkAsync(),
        ("imports", "file") => "facilities.csv",
        ("imports", "batchId") => $"{await ImportAsync()}",
        ("units", "code") => await UnitAsync(),
        ("grids", "code") => "A",
        ("hotspots", "runId") => await RunAsync(),
        ("tiles", "layer") => place == "?level" ? "grids" : "issues",
        ("basemap", "name") => "imagery",
        ("openapi", "documentName") => "v1",
        ("jobs", "path") => "servers",
        (_, "format") => "geojson",
        // The tile and its neighbours in the drawing.
        (_, "z") => "14",
        (_, "x") => "12925",
        (_, "y") => "6405",
        _ => null,
    };

    // Judged once, by whichever place is first; a run is read and never changed.
    private async Task<string> RunAsync()
    {
        await county.App.Services.GetRequiredService<DensityRecount>().FullAsync(TestCounty.Code, CancellationToken.None);
        await county.App.Services.GetRequiredService<HotSpotRuns>().JudgeAsync(TestCounty.Code, CancellationToken.None);
        var runs = await Eventually.ReadAsync(() => county.GetAsync<List<HotSpotRun>>("hotspots/runs"), found => found.Count > 0);
        return $"{runs[0].RunId}";
    }

    private static string NounOf(string pattern) => pattern.Split('/') is ["", "api", "counties", _, var noun, ..] ? noun.Split('.')[0] : pattern.Split('/')[1];

    private async Task<OrdinaryRequest> SignInAsync()
    {
        var (name, browser) = (Name(), Browser());
        await TestAccounts.CreateAsync(county.App, name);
        await browser.ShowAsync();
        return new()
        {
            Browser = browser,
            Content = () => Json(new SignIn(name, TestAccounts.Password)),
            IsAttempt = true,
            After = (_, answer) => answer.Status == 200 ? browser.ShowAsync() : Task.CompletedTask,
        };
    }

    private async Task<OrdinaryRequest> ChangePasswordAsync()
    {
        var (browser, present) = (await SignedInAsync(), TestAccounts.Password);
        return new()
        {
            Browser = browser,
            Content = () => Json(new ChangePassword(present, $"seven green bicycles {Name()}")),
            IsAttempt = true,
            After = async (sent, answer) =>
            {
                if (answer.Status != 204) return;
                present = sent!["newPassword"]!.GetValue<string>();
                await browser.ShowAsync();
            },
        };
    }

    private async Task<OrdinaryRequest> AddKeyAsync()
    {
        var browser = await SignedInAsync();
        return new()
        {
            Browser = browser,
            Content = () => Json(new AddApiKey(Guid.CreateVersion7(), "QGIS")),
            After = async (sent, answer) =>
            {
                if (answer.Status == 201) await browser.SendAsync(HttpMethod.Delete, $"/api/keys/{sent!["id"]}");
            },
        };
    }

    private async Task<OrdinaryRequest> RevokeKeyAsync()
    {
        var browser = await SignedInAsync();
        return await DeletingAsync(async () =>
        {
            var key = new AddApiKey(Guid.CreateVersion7(), "QGIS");
            Assert.Equal(201, (await browser.SendAsync(HttpMethod.Post, "/api/keys", key)).Status);
            return $"{key.Id}";
        }, browser: browser);
    }

    private async Task<OrdinaryRequest> GrantingAsync(bool toUnit)
    {
        var member = Guid.Parse(await MemberAsync());
        return new()
        {
            Parts = new() { ["county"] = TestCounty.Code },
            Content = () => Json(toUnit
                ? new AddGrant(Guid.CreateVersion7(), Role.GridLead, UnitCode: "U1")
                : new AddGrant(Guid.CreateVersion7(), Role.GridLead, member)),
            After = async (sent, answer) =>
            {
                if (answer.Status == 201) await county.SendAsync(HttpMethod.Delete, $"grants/{sent!["id"]}");
            },
        };
    }

    // Of something of the county that is changed again and again.
    private static OrdinaryRequest Editing(string id, Func<JsonObject> content)
    {
        OrdinaryRequest request = null!;
        return request = new()
        {
            Parts = new() { ["county"] = TestCounty.Code, ["id"] = id },
            Content = content,
            Revision = "\"1\"",
            After = (_, answer) =>
            {
                if (answer.Status == 200) request.Revision = answer.Headers["ETag"];
                return Task.CompletedTask;
            },
        };
    }

    // Of what is there once in the county, or once in a grid; others may change it meanwhile.
    private async Task<OrdinaryRequest> EditingAsync(string noun, string code, Func<JsonObject> content, string below = "")
    {
        var address = $"{noun}/{code}{below}".TrimEnd('/');
        async Task<string> RevisionAsync() => $"\"{(await county.GetAsync<JsonElement>(address)).GetProperty("revision").GetInt64()}\"";
        OrdinaryRequest request = null!;
        return request = new()
        {
            Parts = new() { ["county"] = TestCounty.Code, ["code"] = code },
            Content = content,
            Revision = await RevisionAsync(),
            After = async (_, answer) =>
            {
                if (answer.Status is 200 or 412) request.Revision = await RevisionAsync();
            },
        };
    }

    private OrdinaryRequest AddingUnits()
    {
        var parts = new Dictionary<string, string> { ["county"] = TestCounty.Code, ["code"] = Name() };
        return new()
        {
            Parts = parts,
            Content = () => Json(new SetUnit("城管局", "functional")),
            After = (_, answer) =>
            {
                if (answer.Status == 201) parts["code"] = Name();
                return Task.CompletedTask;
            },
        };
    }

    // Of something that is made anew where it went.
    private static async Task<OrdinaryRequest> DeletingAsync(Func<Task<string>> makeAsync, string part = "id", TestBrowser? browser = null)
    {
        var parts = new Dictionary<string, string> { ["county"] = TestCounty.Code, [part] = await makeAsync() };
        return new()
        {
            Parts = parts,
            Browser = browser,
            Revision = "\"1\"",
            After = async (_, answer) =>
            {
                if (answer.Status is 200 or 204) parts[part] = await makeAsync();
            },
        };
    }

    private static OrdinaryRequest Of(string id) => new() { Parts = new() { ["id"] = id } };

    private static OrdinaryRequest InCounty(
        Func<JsonObject>? content = null, (string Name, string Value)? part = null, Func<JsonObject, string, MultipartFormDataContent>? form = null)
    {
        var parts = new Dictionary<string, string> { ["county"] = TestCounty.Code };
        if (part is { } other) parts[other.Name] = other.Value;
        return new() { Parts = parts, Content = content, Form = form };
    }

    private ReportIssue Issue() => new(Guid.CreateVersion7(), "暴露垃圾", county.At("A"));

    private AddFacility Facility() => new(Guid.CreateVersion7(), "toilet.dry", "东街旱厕", county.At("A"));

    private async Task<string> AddAsync<T>(string noun, T content)
    {
        var answer = await county.SendAsync(HttpMethod.Post, noun, content);
        Assert.Equal(201, answer.Status);
        return answer.Json.GetProperty("properties").GetProperty("id").GetString()!;
    }

    private async Task<string> AccountAsync() => $"{await People.StoreAsync(county.Db, Name())}";

    private async Task<string> MemberAsync()
    {
        var account = await AccountAsync();
        Assert.Equal(201, (await county.SendAsync(HttpMethod.Put, $"members/{account}", new SetMember(null))).Status);
        return account;
    }

    private async Task<string> UnitAsync()
    {
        var code = Name();
        Assert.Equal(201, (await county.SendAsync(HttpMethod.Put, $"units/{code}", new SetUnit("城管局", "functional"))).Status);
        return code;
    }

    // Of one issue, another one each time.
    private string File() => Files.Collection(
        Files.Feature($$"""{"externalId":"{{Name()}}","category":"x","reportedAt":"2026-01-01"}""", """{"type":"Point","coordinates":[104.002,36.498]}"""));

    private static Dictionary<string, MappedField> Fields() =>
        new[] { "category", "externalId", "reportedAt" }.ToDictionary(field => field, field => new MappedField(field));

    // By a key of its own: of one sender few files are kept. What was imported is gone, and sent again.
    private async Task<OrdinaryRequest> OfUploadAsync(Func<JsonObject> content)
    {
        var key = await TestKeys.CreateAsync(county.Db, Role.Administrator);
        var parts = new Dictionary<string, string> { ["county"] = TestCounty.Code, ["uploadId"] = await UploadAsync(key) };
        return new()
        {
            Key = key,
            Parts = parts,
            Content = content,
            After = async (_, answer) =>
            {
                if (answer.Status is 200 or 202 or 404) parts["uploadId"] = await UploadAsync(key);
            },
        };
    }

    private async Task<string> UploadAsync(string key)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "uploads") { Content = Form(null, File(), "issues.geojson") };
        message.Headers.Authorization = TestKeys.Header(key);
        using var response = await county.Client.SendAsync(message, TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("uploadId").GetString()!;
    }

    // Others change lead units meanwhile, after which a draft has to be checked again.
    private async Task<OrdinaryRequest> OfCheckedAsync(Func<JsonObject> content)
    {
        var id = await DraftAsync();
        async Task CheckAsync() => await county.SqlAsync(
            "UPDATE division SET status = 'checked', blocking_defects = 0, tolerated_defects = 0, checked_at = now() WHERE county_code = $1 AND division_id = $2",
            TestCounty.Code, int.Parse(id, CultureInfo.InvariantCulture));
        await CheckAsync();
        return new()
        {
            Parts = new() { ["county"] = TestCounty.Code, ["id"] = id },
            Content = content,
            After = (_, _) => CheckAsync(),
        };
    }

    // Of a draft with a proposed repair, which is there again after each.
    private async Task<OrdinaryRequest> OfDraftAsync(Func<JsonObject>? content)
    {
        var id = int.Parse(await DraftAsync(), CultureInfo.InvariantCulture);
        async Task<string> ProposeAsync()
        {
            await county.SqlAsync(
                """
                WITH proposed AS (
                    INSERT INTO division_repair (county_code, division_id, revision, steps, remaining_blocking, remaining_tolerated)
                    SELECT county_code, division_id, revision, '[]', 0, 0 FROM division WHERE county_code = $1 AND division_id = $2
                    ON CONFLICT (county_code, division_id) DO UPDATE SET revision = excluded.revision
                )
                INSERT INTO division_repair_grid (county_code, division_id, grid_code, geom)
                SELECT county_code, division_id, grid_code, geom FROM division_grid WHERE county_code = $1 AND division_id = $2 AND grid_code = 'A'
                ON CONFLICT DO NOTHING
                """, TestCounty.Code, id);
            return $"\"{await county.SqlScalarAsync<long>("SELECT revision FROM division WHERE county_code = $1 AND division_id = $2", TestCounty.Code, id)}\"";
        }

        OrdinaryRequest request = null!;
        return request = new()
        {
            Parts = new() { ["county"] = TestCounty.Code, ["id"] = $"{id}" },
            Content = content,
            Revision = await ProposeAsync(),
            After = async (_, answer) =>
            {
                if (content is not null && answer.Status is 200 or 404 or 412) request.Revision = await ProposeAsync();
            },
        };
    }

    private static DrawnGrid Drawn() => new("新一", "新网格", "responsibility", JsonElement.Parse(
        """{"type":"Polygon","coordinates":[[[105,36],[105.01,36],[105.01,36.01],[105,36]]]}"""));

    private async Task<string> DraftAsync()
    {
        var answer = await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("第二版"));
        Assert.Equal(201, answer.Status);
        return $"{answer.Json.GetProperty("divisionId").GetInt32()}";
    }

    private async Task<string> WorkAsync()
    {
        var answer = await county.SendAsync(HttpMethod.Post, $"divisions/{await DraftAsync()}/check");
        Assert.Equal(202, answer.Status);
        return answer.Json.GetProperty("workId").GetString()!;
    }

    // One that nobody else has.
    private string Grid() => county.Drawing.Grids.ElementAt(Interlocked.Increment(ref _lastGrid) % county.Drawing.Grids.Count()).Code;

    private async Task<string> GrantAsync()
    {
        var grant = new AddGrant(Guid.CreateVersion7(), Role.Viewer, Guid.Parse(await MemberAsync()));
        Assert.Equal(201, (await county.SendAsync(HttpMethod.Post, "grants", grant)).Status);
        return $"{grant.Id}";
    }

    private async Task<Guid> ImportAsync()
    {
        var id = Guid.CreateVersion7();
        using var form = new MultipartFormDataContent { { new StringContent(Files.Issues($"{Name()},a,2026-01-01,104.002,36.498")), "file", "issues.csv" } };
        using var answer = await county.Client.PostAsync($"imports/issues?batchId={id}", form, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return id;
    }

    private async Task<TestBrowser> SignedInAsync()
    {
        var (name, browser) = (Name(), Browser());
        await TestAccounts.CreateAsync(county.App, name);
        var answer = await AttemptAsync(() => browser.SignInAsync(name, TestAccounts.Password));
        Assert.Equal(200, answer.Status);
        return browser;
    }

    private TestBrowser Browser()
    {
        var browser = new TestBrowser(county.App);
        lock (_browsers) _browsers.Add(browser);
        return browser;
    }

    private string Name() => $"one{Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture)}";

    private static JsonObject Json<T>(T content) => JsonSerializer.SerializeToNode(content, ContractsJson.Options)!.AsObject();
}
