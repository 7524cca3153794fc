using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GridMap.Testing;

/// <summary>A county with drawn grids, alone in a database of its own, and the server on it.</summary>
public sealed class TestCounty : IAsyncDisposable
{
    public const string Code = "990101";

    private TestCounty(GridMapApp app, GridDrawing drawing)
    {
        App = app;
        Drawing = drawing;
        Client = app.CreateClient();
        Client.BaseAddress = new Uri(Client.BaseAddress!, $"/api/counties/{Code}/");
    }

    public GridMapApp App { get; }

    public GridDrawing Drawing { get; }

    /// <summary>Asks below <c>/api/counties/990101/</c>; addresses without a leading slash.</summary>
    public HttpClient Client { get; }

    public NpgsqlDataSource Db => App.Database.Source;

    /// <summary>A county with responsibility grids as drawn (<see cref="GridDrawing"/>), and nothing else.</summary>
    public static async Task<TestCounty> CreateAsync(
        PostgisFixture postgis, string grids = "A B", params (string Key, string Value)[] settings) =>
        await DrawAsync(new(await postgis.CreateAppAsync(settings), new GridDrawing(grids)));

    /// <summary>The same with a server that only answers requests: nobody recounts, and marks stay as they were set.</summary>
    public static async Task<TestCounty> CreateIdleAsync(PostgisFixture postgis, string grids = "A B") =>
        await DrawAsync(new(
            new GridMapApp(await postgis.CreateDatabaseAsync(), ownsDatabase: true) { IsIdle = true }, new GridDrawing(grids)));

    /// <summary>On a free loopback port, with a server that only answers requests, on a database that knows which statements it ran.</summary>
    public static async Task<TestCounty> ListenRememberingAsync(
        PostgisFixture postgis, string grids, Action<IServiceCollection>? replace = null, params (string Key, string Value)[] settings)
    {
        var app = new GridMapApp(await postgis.CreateRememberingDatabaseAsync(), ownsDatabase: true, settings) { IsIdle = true, Replace = replace };
        app.Listen();
        return await DrawAsync(new(app, new GridDrawing(grids)));
    }

    /// <summary>The same on a free loopback port, for browsers.</summary>
    public static async Task<TestCounty> ListenAsync(PostgisFixture postgis, string grids, params (string Key, string Value)[] settings)
    {
        var app = await postgis.CreateAppAsync(settings);
        app.Listen();
        return await DrawAsync(new(app, new GridDrawing(grids)));
    }

    private static async Task<TestCounty> DrawAsync(TestCounty county)
    {
        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '测试县', 'Asia/Shanghai')", Code);
        await county.SqlAsync("INSERT INTO division (county_code, division_id, name, status) VALUES ($1, 1, '第一版', 'published')", Code);
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, number, code, code || ' 网格', 'responsibility', geom, ST_Area(geom::geography)
            FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS drawn (code, wkt, number),
                LATERAL (SELECT ST_Multi(ST_UnaryUnion(ST_GeomFromText(wkt, 4326))) AS geom) AS made
            """,
            Code, county.Drawing.Grids.Select(grid => grid.Code).ToArray(), county.Drawing.Grids.Select(grid => grid.Wkt).ToArray());
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), Code);
        await county.SqlAsync("UPDATE county SET grid_revision = grid_revision + 1 WHERE county_code = $1", Code);
        return county;
    }

    /// <summary>A place of the drawing; see <see cref="GridDrawing.At"/>.</summary>
    public Position At(string place) => Drawing.At(place);

    /// <summary>Runs a statement behind the server's back.</summary>
    public Task<int> SqlAsync(string sql, params object?[] parameters) =>
        Db.ExecuteAsync(sql, parameters, TestContext.Current.CancellationToken);

    /// <summary>The single value that a query answers.</summary>
    public async Task<T> SqlScalarAsync<T>(string sql, params object?[] parameters) =>
        (await Db.ListAsync(sql, parameters, row => row.GetFieldValue<T>(0), TestContext.Current.CancellationToken)).Single();

    /// <summary>Reports a problem through HTTP; it must be stored.</summary>
    public async Task<Issue> ReportIssueAsync(string at, string category = "暴露垃圾")
    {
        var answer = await SendAsync(HttpMethod.Post, "issues", new ReportIssue(Guid.CreateVersion7(), category, At(at)));
        return answer.Read<Feature<Issue>>().Properties;
    }

    /// <summary>Records a facility through HTTP; it must be stored.</summary>
    public async Task<Facility> AddFacilityAsync(string at, string kind = "toilet.dry", string name = "东街旱厕")
    {
        var answer = await SendAsync(HttpMethod.Post, "facilities", new AddFacility(Guid.CreateVersion7(), kind, name, At(at)));
        return answer.Read<Feature<Facility>>().Properties;
    }

    /// <summary>What an address below the county answers; it must be a success.</summary>
    public async Task<T> GetAsync<T>(string address) => (await SendAsync(HttpMethod.Get, address)).Read<T>();

    /// <summary>Asks, and reads the answer whole.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">An address below the county's.</param>
    /// <param name="content">Content to send as JSON; a string is sent as it is.</param>
    /// <param name="ifMatch">The header If-Match.</param>
    public Task<Answer> SendAsync(HttpMethod method, string address, object? content = null, string? ifMatch = null) =>
        SendAsync(Client, method, address, content, ifMatch);

    /// <summary>Asks as somebody else.</summary>
    public static async Task<Answer> SendAsync(
        HttpClient client, HttpMethod method, string address, object? content = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (content is not null)
            request.Content = new StringContent(
                content as string ?? JsonSerializer.Serialize(content, ContractsJson.Options), Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>A response's content.</summary>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<T>(ContractsJson.Options, TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
