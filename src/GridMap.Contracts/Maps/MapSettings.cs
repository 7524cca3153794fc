namespace GridMap.Contracts.Maps;

/// <summary>What an open map may draw beneath GridMap's own layers; <c>GET /api/map-settings</c>.</summary>
/// <param name="Basemaps">Configured basemaps; none by default, since GridMap works without any network.</param>
public sealed record MapSettings(IReadOnlyList<Basemap> Basemaps);

/// <summary>A raster basemap, served through this server, so that a key stays on it.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Tiles">XYZ address of its tiles, Web Mercator.</param>
/// <param name="TileSize">256 or 512 pixels.</param>
/// <param name="MaxZoom">The largest zoom it has tiles of; 0 to 22.</param>
/// <param name="Attribution">Whose it is, as its licence wants it told.</param>
/// <param name="Datum"><c>WGS84</c> or <c>CGCS2000</c>; they differ by less than a metre.</param>
public sealed record Basemap(
    string Name, string Title, string Tiles, int TileSize, int MaxZoom, string Attribution, string Datum);
