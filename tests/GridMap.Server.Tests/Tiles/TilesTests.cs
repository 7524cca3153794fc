using GridMap.Server.Platform;
using GridMap.Server.Tests.Density;
using GridMap.Server.Tiles;
using GridMap.Testing;

namespace GridMap.Server.Tests.Tiles;

public sealed class TilesTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grids_are_drawn_by_their_number_level_by_level()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B / C D");
        await county.AddParentAsync(21, "town", "T", "A", "B", "C", "D");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 10);

        var grids = await client.TileAsync("grids", 10, x, y);
        var towns = await client.TileAsync("grids", 10, x, y, "?level=town");

        Assert.Equal(["1 A", "2 B", "3 C", "4 D"], grids.Select(grid => $"{grid.Id} {grid.Properties["code"]}"));
        Assert.All(grids, grid => Assert.Equal(("grids", 3, "responsibility"), (grid.Layer, grid.GeometryType, grid.Properties["level"])));
        Assert.Equal([(21UL, "T")], towns.Select(town => (town.Id!.Value, (string)town.Properties["code"])));
    }

    [Fact]
    public async Task Issues_near_by_are_drawn_one_by_one_with_what_they_are()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A", category: "乱堆乱放");
        await county.SqlAsync("UPDATE issue SET severity = 3, due_at = now() - interval '1 hour'");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 16);

        var drawn = Assert.Single(await client.TileAsync("issues", 16, x, y));

        Assert.Equal((ulong)issue.Number, drawn.Id);
        Assert.Equal(issue.Id.ToString(), drawn.Properties["id"]);
        Assert.Equal(("乱堆乱放", 3L, true, false),
            (drawn.Properties["category"], drawn.Properties["severity"], drawn.Properties["overdue"], drawn.Properties["cluster"]));
    }

    [Fact]
    public async Task The_counts_of_a_zooms_tiles_add_up_to_the_countys()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B / C D");
        // Two of three lie on edges and corners of tiles and cells, where rounding could count them twice or never.
        await ScatterAsync(county, number: 600);
        await county.StoreIssuesAsync(at: "A", number: 50, status: "resolved");
        using var client = county.App.CreateClient();
        var places = await county.Db.ListAsync("SELECT ST_X(geom), ST_Y(geom) FROM issue WHERE status = 'open'", [],
            row => new Contracts.Geo.Position(row.GetDouble(0), row.GetDouble(1)), Ct);

        for (var z = 0; z < TileLayer.ClusteredBelowZoom; z++)
        {
            var features = await client.TilesOfAsync("issues", z, places, z % 2 == 0 ? "" : "?cells=16");
            Assert.All(features, feature => Assert.True(feature.IsInside, $"zoom {z}: a cluster outside its tile would not be drawn"));
            Assert.All(features, feature => Assert.Equal((long)feature.Properties["count"] > 1, feature.Properties["cluster"]));
            Assert.Equal(600, features.Sum(feature => (long)feature.Properties["count"]));
        }
    }

    [Fact]
    public async Task Every_issue_is_in_a_tile_of_every_near_zoom()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B / C D");
        await ScatterAsync(county, number: 90);
        using var client = county.App.CreateClient();
        var stored = await county.Db.ListAsync("SELECT issue_number, ST_X(geom), ST_Y(geom) FROM issue", [],
            row => (Number: (ulong)row.GetInt64(0), Place: new Contracts.Geo.Position(row.GetDouble(1), row.GetDouble(2))), Ct);

        foreach (var z in new[] { 14, 17 })
        {
            var drawn = await client.TilesOfAsync("issues", z, stored.Select(issue => issue.Place));
            Assert.Equal(stored.Select(issue => issue.Number).Order(), drawn.Where(issue => issue.IsInside).Select(issue => issue.Id!.Value).Distinct().Order());
        }
    }

    [Fact]
    public async Task An_issue_alone_in_its_cell_is_drawn_as_itself()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.StoreIssuesAsync(at: "A", number: 7);
        var alone = await county.ReportIssueAsync(at: "B");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 13);

        var drawn = (await client.TilesOfAsync("issues", 13, [county.At("A"), county.At("B")])).OrderBy(one => one.Properties["count"]).ToList();

        Assert.Equal([1L, 7L], drawn.Select(one => one.Properties["count"]));
        Assert.Equal(alone.Id.ToString(), drawn[0].Properties["id"]);
        Assert.DoesNotContain("id", drawn[1].Properties.Keys);
    }

    [Theory]
    [InlineData("facilities", 0)]
    [InlineData("issues", 15)]
    public async Task What_a_full_tile_leaves_out_is_said(string layer, int zoom)
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A", ("Tiles:MostFeatures", "10"));
        await county.StoreIssuesAsync(at: "A", number: 12);
        await StoreFacilitiesAsync(county, number: 12);
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), zoom);

        var features = await client.TileAsync(layer, zoom, x, y);

        Assert.Equal(10, features.Count(feature => feature.Layer == layer));
        Assert.Equal(2L, features.Single(feature => feature.Layer == "omitted").Properties["omitted"]);
    }

    [Fact]
    public async Task Facilities_are_drawn_by_kind_and_state_cleared_ones_included_and_deleted_ones_not()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await StoreFacilitiesAsync(county, number: 3);
        await county.SqlAsync("UPDATE facility SET state = 'cleared', cleared_on = '2026-01-02' WHERE name = '1'");
        await county.SqlAsync("UPDATE facility SET deleted_at = now() WHERE name = '2'");
        using var client = county.App.CreateClient();
        var (x, y) = TileOf.At(county.At("A"), 12);

        var drawn = await client.TileAsync("facilities", 12, x, y);

        Assert.Equal(["1 toilet.dry cleared", "3 toilet.dry existing"],
            drawn.Select(one => $"{one.Properties["name"]} {one.Properties["kind"]} {one.Properties["state"]}").Order(StringComparer.Ordinal));
        Assert.Equal(await county.SqlScalarAsync<string>("SELECT facility_id::text FROM facility WHERE name = '3'"),
            drawn.Single(one => (string)one.Properties["name"] == "3").Properties["id"]);
    }

    [Fact]
    public async Task Streets_appear_by_their_class()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        await county.SqlAsync(
            """
            INSERT INTO street (county_code, street_id, external_id, name, class, geom)
            SELECT $1, number, class, class, class, ST_Multi(ST_Boundary(g.geom))
            FROM unnest(ARRAY['main', 'secondary', 'lane', 'river']) WITH ORDINALITY AS s (class, number), grid AS g
            """, TestCounty.Code);
        using var client = county.App.CreateClient();

        Assert.Equal(["main", "river"], await ClassesAsync(8));
        Assert.Equal(["main", "river", "secondary"], await ClassesAsync(10));
        Assert.Equal(["lane", "main", "river", "secondary"], await ClassesAsync(13));

        async Task<string[]> ClassesAsync(int z) => [.. (await client.TilesOfAsync("streets", z, [county.At("A")]))
            .Select(street => (string)street.Properties["class"]).Distinct().Order(StringComparer.Ordinal)];
    }

    // Within the drawing; every third on a corner of a zoom-17 tile, so on edges of cells and tiles of most zooms.
    private static Task<int> ScatterAsync(TestCounty county, int number) => county.SqlAsync(
        """
        INSERT INTO issue (county_code, issue_id, category, reported_at, geom)
        SELECT $1, gen_random_uuid(), '暴露垃圾', now(),
            ST_Transform(ST_SetSRID(ST_MakePoint(
                CASE WHEN n.n % 3 = 0 THEN x ELSE round(x / s) * s END, CASE WHEN n.n % 3 = 1 THEN y ELSE round(y / s) * s END), 3857), 4326)
        FROM (SELECT setseed(0.5)) AS seeded,
            (SELECT ST_Transform(ST_SetSRID(ST_Extent(geom)::geometry, 4326), 3857) AS box FROM grid) AS b,
            generate_series(1, $2) AS n (n),
            LATERAL (
                SELECT ST_XMin(box) + random() * (ST_XMax(box) - ST_XMin(box)) AS x,
                    ST_YMin(box) + random() * (ST_YMax(box) - ST_YMin(box)) AS y, 40075016.685578488 / 2 ^ 17 AS s, n.n AS own) AS p
        """, TestCounty.Code, number);

    private static Task<int> StoreFacilitiesAsync(TestCounty county, int number) => county.SqlAsync(
        """
        INSERT INTO facility (county_code, facility_id, kind, name, geom)
        SELECT $1, gen_random_uuid(), 'toilet.dry', n::text, ST_SetSRID(ST_MakePoint($2, $3), 4326) FROM generate_series(1, $4) AS n
        """, TestCounty.Code, county.At("A").Longitude, county.At("A").Latitude, number);
}
