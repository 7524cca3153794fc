using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Density;
using GridMap.Contracts.Geo;
using GridMap.Testing;

namespace GridMap.Server.Tests.Density;

/// <summary>How the tests read densities.</summary>
internal static class DensityOf
{
    // The answer holds more members than a plain FeatureCollection.
    private static readonly JsonSerializerOptions Lenient = new(ContractsJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The figures by grid code.</summary>
    public static Task<Dictionary<string, GridDensity>> DensitiesAsync(this TestCounty county, string query = "?geometry=false") =>
        ReadAsync(county.Client, "density" + query);

    /// <summary>The figures that an address answers, by grid code.</summary>
    public static async Task<Dictionary<string, GridDensity>> ReadAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<FeatureCollection<GridDensity>>(text, Lenient)!.Features
            .ToDictionary(feature => feature.Properties.GridCode, feature => feature.Properties);
    }

    /// <summary>The figures once no recount is awaited any more.</summary>
    public static Task<Dictionary<string, GridDensity>> SettledDensitiesAsync(this TestCounty county, string query = "?geometry=false") =>
        Eventually.ReadAsync(() => county.DensitiesAsync(query), grids => grids.Values.All(grid => !grid.IsStale));

    /// <summary>Stores unresolved issues with their marks, as the server does, without going through it.</summary>
    public static async Task StoreIssuesAsync(this TestCounty county, string at, int number, bool isMarked = true, string status = "open")
    {
        var place = county.At(at);
        await county.SqlAsync(
            """
            WITH place AS (
                SELECT ST_SetSRID(ST_MakePoint($2, $3), 4326) AS geom
            ), added AS (
                INSERT INTO issue (county_code, issue_id, category, status, reported_at, grid_id, geom)
                SELECT $1, gen_random_uuid(), '暴露垃圾', $6, now(), g.grid_id, place.geom
                FROM place
                JOIN grid AS g ON g.county_code = $1 AND g.level = 'responsibility' AND ST_Covers(g.geom, place.geom),
                    generate_series(1, $4)
                RETURNING county_code, grid_id
            ), told AS (
                INSERT INTO change (county_code, change_id, entity, action, revision, new_grid_id)
                SELECT county_code, gen_random_uuid(), 'issue', 'added', 1, grid_id FROM added WHERE $5
            )
            INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
            SELECT county_code, gen_random_uuid(), grid_id FROM added WHERE $5
            """,
            TestCounty.Code, place.Longitude, place.Latitude, number, isMarked, status);
    }

    /// <summary>Puts grids under a grid of a higher level, whose ground is theirs together.</summary>
    public static Task AddParentAsync(this TestCounty county, int gridId, string level, string code, params string[] parts) =>
        county.SqlAsync(
            """
            WITH parent AS (
                INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
                SELECT $1, $2, $4, $4, $3, ST_Multi(ST_Union(geom)), sum(area_square_metres) FROM grid WHERE grid_code = ANY ($5)
            )
            UPDATE grid SET parent_grid_id = $2 WHERE county_code = $1 AND grid_code = ANY ($5)
            """,
            TestCounty.Code, gridId, level, code, parts);
}
