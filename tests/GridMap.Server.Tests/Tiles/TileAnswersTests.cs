using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GridMap.Server.Tiles;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Tiles;

/// <summary>How tiles are answered; what is in them is in <see cref="TilesTests"/>.</summary>
public sealed class TileAnswersTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tile_is_sent_again_only_when_it_changed()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await county.ReportIssueAsync(at: "A");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 14);
        using var first = await client.GetAsync(TileOf.Address("issues", 14, x, y), Ct);
        var etag = first.Headers.ETag!;
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());

        await county.ReportIssueAsync(at: "A");

        await Eventually.HoldsAsync(async () => await AgainAsync() == HttpStatusCode.OK);

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, TileOf.Address("issues", 14, x, y));
            request.Headers.IfNoneMatch.Add(etag);
            using var response = await client.SendAsync(request, Ct);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Asked_by_many_at_once_a_tile_is_drawn_once()
    {
        // No news may come in between: each makes every tile old.
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        using var client = county.App.CreateClient();
        var store = county.App.Services.GetRequiredService<TileStore>();
        var (x, y) = TileOf.At(county.At("A"), 12);
        var before = store.Drawn;

        var tiles = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.TileAsync("grids", 12, x, y)));

        Assert.All(tiles, tile => Assert.Single(tile));
        Assert.Equal(before + 1, store.Drawn);
    }

    [Fact]
    public async Task A_tile_that_takes_too_long_is_given_up_and_the_next_is_drawn()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A", ("Tiles:TimeoutSeconds", "1"));
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 12);
        await using (var blocker = await county.Db.OpenConnectionAsync(Ct))
        {
            await using var transaction = await blocker.BeginTransactionAsync(Ct);
            await new Npgsql.NpgsqlCommand("LOCK TABLE grid IN ACCESS EXCLUSIVE MODE", blocker).ExecuteNonQueryAsync(Ct);
            using var late = await client.GetAsync(TileOf.Address("grids", 12, x, y), Ct);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        }

        Assert.Single(await client.TileAsync("grids", 12, x, y));
    }

    [Fact]
    public async Task A_tile_that_cannot_be_is_a_problem()
    {
        (string Address, int Status, string Type)[] impossible =
        [
            ("issues/23/0/0.mvt", 400, "bad-tile-address"),
            ("issues/3/8/0.mvt", 400, "bad-tile-address"),
            ("issues/-1/0/0.mvt", 400, "bad-tile-address"),
            ("issues/a/0/0.mvt", 400, "bad-tile-address"),
            ("issues/1/0/0.5.mvt", 400, "bad-tile-address"),
            ("rivers/0/0/0.mvt", 404, "not-found"),
            ("rivers.json", 404, "not-found"),
            ("grids/0/0/0.mvt?level=village", 400, "bad-parameter"),
            ("issues/0/0/0.mvt?cells=1000000", 400, "bad-parameter"),
            ("issues/0/0/0.mvt?level=town", 400, "unknown-parameter"),
            ("issues/0/0/0.mvt?colour=red", 400, "unknown-parameter"),
        ];
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        using var client = county.App.CreateClient();

        foreach (var (address, status, type) in impossible)
        {
            using var response = await client.GetAsync($"/tiles/{TestCounty.Code}/{address}", Ct);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal((address, status, "urn:gridmap:problem:" + type),
                (address, (int)response.StatusCode, problem.GetProperty("type").GetString()));
        }
    }

    [Fact]
    public async Task An_empty_tile_is_no_content_and_a_tile_of_no_county_is_not_found()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        using var client = county.App.CreateClient();

        using var empty = await client.GetAsync(TileOf.Address("grids", 10, 0, 0), Ct);
        using var nowhere = await client.GetAsync("/tiles/000000/grids/10/0/0.mvt", Ct);

        Assert.Equal(HttpStatusCode.NoContent, empty.StatusCode);
        Assert.NotNull(empty.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_tile_is_compressed_for_those_who_can_read_it()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 12);
        using var request = new HttpRequestMessage(HttpMethod.Get, TileOf.Address("grids", 12, x, y));
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var response = await client.SendAsync(request, Ct);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(Ct), System.IO.Compression.CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes, Ct);
        Assert.Single(MvtReader.Read(bytes.ToArray()));
    }

    [Fact]
    public async Task TileJSON_tells_other_clients_where_the_tiles_are()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");

        var json = await county.App.CreateClient().GetFromJsonAsync<JsonElement>($"/tiles/{TestCounty.Code}/grids.json", Ct);

        Assert.Equal("3.0.0", json.GetProperty("tilejson").GetString());
        Assert.Equal($"http://localhost/tiles/{TestCounty.Code}/grids/{{z}}/{{x}}/{{y}}.mvt", json.GetProperty("tiles")[0].GetString());
        Assert.Equal("String", json.GetProperty("vector_layers")[0].GetProperty("fields").GetProperty("code").GetString());
        Assert.Equal(4, json.GetProperty("bounds").GetArrayLength());
    }
}
