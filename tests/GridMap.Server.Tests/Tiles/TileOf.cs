using System.Net;
using GridMap.Contracts.Geo;
using GridMap.Testing;

namespace GridMap.Server.Tests.Tiles;

/// <summary>How the tests ask for tiles.</summary>
internal static class TileOf
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Address(string layer, int z, int x, int y, string query = "") => $"/tiles/{TestCounty.Code}/{layer}/{z}/{x}/{y}.mvt{query}";

    /// <summary>Column and row of the tile that a place lies in.</summary>
    public static (int X, int Y) At(Position place, int z)
    {
        var latitude = place.Latitude * Math.PI / 180;
        return ((int)((place.Longitude + 180) / 360 * (1 << z)), (int)((1 - Math.Asinh(Math.Tan(latitude)) / Math.PI) / 2 * (1 << z)));
    }

    public static async Task<List<TileFeature>> TileAsync(this HttpClient client, string layer, int z, int x, int y, string query = "")
    {
        using var response = await client.GetAsync(Address(layer, z, x, y, query), Ct);
        if (response.StatusCode == HttpStatusCode.NoContent) return [];
        Assert.Equal("application/vnd.mapbox-vector-tile", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        return MvtReader.Read(await response.Content.ReadAsByteArrayAsync(Ct));
    }

    /// <summary>Every tile of a zoom that holds a place.</summary>
    public static async Task<List<TileFeature>> TilesOfAsync(this HttpClient client, string layer, int z, IEnumerable<Position> places, string query = "")
    {
        var features = new List<TileFeature>();
        // A place on a tile's edge may be taken for either neighbour's by arithmetic; both are asked.
        var tiles = places.Select(place => At(place, z)).Distinct()
            .SelectMany(tile => from dx in Enumerable.Range(-1, 3) from dy in Enumerable.Range(-1, 3) select (X: tile.X + dx, Y: tile.Y + dy))
            .Where(tile => tile.X >= 0 && tile.Y >= 0 && tile.X < 1 << z && tile.Y < 1 << z).Distinct();
        foreach (var (x, y) in tiles) features.AddRange(await client.TileAsync(layer, z, x, y, query));
        return features;
    }
}
