using System.Net.Http.Json;
using System.Text.Json;
using GridMap.Server.Commands;
using GridMap.Server.Platform;

namespace GridMap.Browser.Tests;

/// <summary>The demo county as it is shipped, served with its viewer, for tests that write nothing.</summary>
public sealed class DemoServer(PostgisFixture postgis) : IAsyncDisposable
{
    /// <summary>Tests that share it name this collection.</summary>
    public const string Collection = "demo county";

    public const string County = "999901";

    private GridMapApp? _app;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Imports the county at the first call, and waits for all its figures.</summary>
    public async Task StartAsync()
    {
        if (_app is not null) return;
        var app = await postgis.CreateAppAsync();
        await DemoCounty.LoadAsync(app.Database.ConnectionString, Repository.Folder, TestContext.Current.CancellationToken);
        Address = app.Listen();
        Client = new HttpClient { BaseAddress = new Uri(Address, $"/api/counties/{County}/") };
        Client.DefaultRequestHeaders.Authorization = TestKeys.Header(TestKeys.Administrator);
        _app = app;
        await Eventually.HoldsAsync(async () => (await FiguresAsync()).All(IsCounted));
    }

    /// <summary>Makes somebody who signs in at the page and holds a role in the county.</summary>
    public Task<Person> AddAsync(string role) => Persons.AddAsync(_app!, Client, role);

    /// <summary>Answers an address below the county's.</summary>
    public Task<JsonElement> GetAsync(string address) =>
        Client.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);

    /// <summary>Every responsibility grid's figure.</summary>
    public async Task<IReadOnlyList<JsonElement>> FiguresAsync() =>
        [.. (await GetAsync("density?geometry=false")).GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties"))];

    /// <summary>The roomiest place in a grid.</summary>
    public async Task<Position> PlaceInAsync(string gridCode) =>
        (await _app!.Database.Source.ListAsync(
            """
            SELECT ST_X(middle), ST_Y(middle)
            FROM grid, LATERAL (SELECT (ST_MaximumInscribedCircle(geom)).center AS middle) AS roomiest
            WHERE county_code = $1 AND grid_code = $2
            """,
            [County, gridCode], row => new Position(row.GetDouble(0), row.GetDouble(1)), TestContext.Current.CancellationToken)).Single();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    private static bool IsCounted(JsonElement figure) =>
        figure.GetProperty("asOf").ValueKind != JsonValueKind.Null && !figure.GetProperty("isStale").GetBoolean();
}

/// <summary>One demo county for all classes that only look.</summary>
[CollectionDefinition(DemoServer.Collection)]
public sealed class DemoServerTests : ICollectionFixture<DemoServer>;
