using System.Net;
using System.Net.Http.Json;
using GridMap.Server.MapSettings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Tests.MapSettings;

public sealed class BasemapTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4e, 0x47];

    [Theory]
    [InlineData("GCJ-02")]
    [InlineData("gcj02")]
    [InlineData("BD-09")]
    public void Shifted_datum_is_refused_with_the_reason(string datum) =>
        Assert.Contains("300 to 1,200 m", Validate(datum: datum).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("WGS84")]
    [InlineData("CGCS2000")]
    public void True_datum_is_taken(string datum) => Assert.True(Validate(datum: datum).Succeeded);

    [Theory]
    [InlineData("", "https://tiles.example/{z}/{x}/{y}", "datum")]
    [InlineData("WGS84", "https://tiles.example/{z}/{x}", "template")]
    [InlineData("WGS84", "file:///etc/{z}/{x}/{y}", "template")]
    [InlineData("WGS84", "https://tiles.example/{z}/{x}/{y}?tk={key}", "key")]
    public void Basemap_that_could_not_be_drawn_is_refused(string datum, string template, string named) =>
        Assert.Contains(named, Validate(datum, template).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public async Task Server_with_a_shifted_basemap_does_not_start()
    {
        await using var app = Build("https://tiles.example/{z}/{x}/{y}", datum: "GCJ-02");
        await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Key_goes_to_the_basemap_and_never_to_the_page()
    {
        var asked = "";
        await using var upstream = await StartAsync(http =>
        {
            asked = http.Request.Path + http.Request.QueryString;
            return Results.Bytes(Picture, "image/png");
        });
        await using var app = Build(upstream.Urls.First() + "/t/{z}/{y}/{x}?tk={key}", key: "se cret");
        using var client = await ClientAsync(app);

        var settings = await client.GetStringAsync("/api/map-settings", TestContext.Current.CancellationToken);
        var tile = await client.GetByteArrayAsync("/basemap/imagery/3/5/2", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("se cret", settings, StringComparison.Ordinal);
        Assert.DoesNotContain(upstream.Urls.First(), settings, StringComparison.Ordinal);
        Assert.Equal("/t/3/2/5?tk=se%20cret", asked);
        Assert.Equal(Picture, tile);
    }

    [Theory]
    [InlineData("/basemap/imagery/3/8/0", HttpStatusCode.BadRequest)]
    [InlineData("/basemap/imagery/19/0/0", HttpStatusCode.BadRequest)]
    [InlineData("/basemap/other/3/0/0", HttpStatusCode.NotFound)]
    [InlineData("/basemap/imagery/3/0/0", HttpStatusCode.BadGateway)]
    public async Task Tile_that_is_not_there_is_a_problem(string address, HttpStatusCode expected)
    {
        await using var upstream = await StartAsync(_ => Results.Text("<html>limit reached</html>", "text/html"));
        await using var app = Build(upstream.Urls.First() + "/{z}/{x}/{y}");
        using var client = await ClientAsync(app);

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
        Assert.StartsWith("urn:gridmap:problem:", (await answer.Content.ReadFromJsonAsync<ProblemType>(TestContext.Current.CancellationToken))!.Type, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(string datum = "WGS84", string template = "https://tiles.example/{z}/{x}/{y}") =>
        new BasemapsValidator().Validate(null, new BasemapsOptions
        {
            List = [new BasemapOptions { Name = "imagery", Template = template, Datum = datum, Attribution = "Somebody" }],
        });

    private static WebApplication Build(string template, string datum = "WGS84", string? key = null)
    {
        var builder = Empty();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Basemaps:0:Name"] = "imagery",
            ["Basemaps:0:Template"] = template,
            ["Basemaps:0:Datum"] = datum,
            ["Basemaps:0:Key"] = key,
            ["Basemaps:0:Attribution"] = "Somebody",
        });
        builder.AddBasemaps();
        var app = builder.Build();
        app.MapGroup("/api").MapSettings();
        app.MapBasemaps();
        return app;
    }

    private static async Task<WebApplication> StartAsync(Func<HttpContext, IResult> answer)
    {
        var app = Empty().Build();
        app.Run(http => answer(http).ExecuteAsync(http));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<HttpClient> ClientAsync(WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    private static WebApplicationBuilder Empty()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    private sealed record ProblemType(string Type);
}
