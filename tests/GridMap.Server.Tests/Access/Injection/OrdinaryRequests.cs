using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Tests.Accounts;
using GridMap.Server.Tests.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>
/// For each endpoint a request that it takes, with things of its own behind it. An endpoint that takes anything and is not
/// here fails the test: nothing that is said to it would get past its door.
/// </summary>
internal sealed class OrdinaryRequests(TestCounty county) : IDisposable
{
    private const string Below = $"/api/counties/{TestCounty.Code}";
    private readonly List<TestBrowser> _browsers = [];
    private readonly SemaphoreSlim _attempts = new(1);
    private int _last;

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
        $"POST {Below2}/issues" => InCounty(() => Json(Issue())),
        $"PATCH {Below2}/issues/{{id}}" => Editing(await AddAsync("issues", Issue()), () => Json(new EditIssue { Severity = 3 })),
        $"DELETE {Below2}/issues/{{id}}" => await DeletingAsync(() => AddAsync("issues", Issue())),
        $"POST {Below2}/facilities" => InCounty(() => Json(Facility())),
        $"PATCH {Below2}/facilities/{{id}}" => Editing(await AddAsync("facilities", Facility()), () => Json(new EditFacility { State = "cleared", ClearedOutcome = "拆除" })),
        $"DELETE {Below2}/facilities/{{id}}" => await DeletingAsync(() => AddAsync("facilities", Facility())),
        $"POST {Below2}/density/breaks" => InCounty(),
        $"POST {Below2}/imports/{{layer}}" => InCounty(null, ("layer", "issues"), (mapping, name) => Form(mapping, Files.Collection(
            Files.Feature($$"""{"externalId":"{{Name()}}","category":"x","reportedAt":"2026-01-01"}""", """{"type":"Point","coordinates":[104.002,36.498]}""")), name)),
        $"POST {Below2}/imports/{{batchId:guid}}/withdraw" => InCounty(null, ("batchId", $"{await ImportAsync()}")),
        $"PUT {Below2}/members/{{accountId}}" => InCounty(() => Json(new SetMember(null)), ("accountId", $"{await AccountAsync()}")),
        $"DELETE {Below2}/members/{{accountId}}" => await DeletingAsync(MemberAsync, "accountId"),
        $"POST {Below2}/grants" => await GrantingAsync(toUnit: place.Name == "unitCode"),
        $"DELETE {Below2}/grants/{{id}}" => await DeletingAsync(GrantAsync),
        _ when endpoint.Method == HttpMethod.Get => await ReadAsync(endpoint.Pattern, place.Name),
        _ => null,
    };

    private const string Below2 = "/api/counties/{county}";

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

    /// <summary>A file and how its columns are read, as they are sent.</summary>
    public static MultipartFormDataContent Form(JsonObject mapping, string file, string fileName)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        // By hand: .NET refuses to send some names, and writes others otherwise.
        var name = new string([.. fileName.Where(c => c is not ('\r' or '\n' or '\0'))]).Replace("\"", "\\\"", StringComparison.Ordinal);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"; filename*=UTF-8''{Uri.EscapeDataString(fileName)}");
        return new() { content, { new StringContent(mapping.ToJsonString()), "mapping", "m.json" } };
    }

    // Whatever is read: every kind of thing there is one of.
    private async Task<OrdinaryRequest> ReadAsync(string pattern, string place) => new()
    {
        Parts = new()
        {
            ["county"] = TestCounty.Code,
            ["layer"] = place == "?level" ? "grids" : "issues",
            ["code"] = "A",
            ["name"] = "imagery",
            ["documentName"] = "v1",
            ["path"] = "servers",
            ["id"] = pattern.Contains("/issues/", StringComparison.Ordinal) ? await AddAsync("issues", Issue()) : await AddAsync("facilities", Facility()),
            ["batchId"] = pattern.Contains("{batchId", StringComparison.Ordinal) ? $"{await ImportAsync()}" : "",
            // The tile and its neighbours in the drawing.
            ["z"] = "14",
            ["x"] = "12925",
            ["y"] = "6405",
        },
    };

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
