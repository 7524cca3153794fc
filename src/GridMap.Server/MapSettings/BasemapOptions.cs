namespace GridMap.Server.MapSettings;

/// <summary>One basemap of the configuration section <c>Basemaps</c>, a list.</summary>
internal sealed class BasemapOptions
{
    /// <summary>Its name in addresses: small letters, digits and hyphens, at most 40.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is called on the map; its name where nothing is said.</summary>
    public string? Title { get; set; }

    /// <summary>
    /// Where its tiles are: an http or https address with {z}, {x} and {y} (Web Mercator, north at the top), and {key} where
    /// a key is needed. The viewer never sees it.
    /// </summary>
    public string Template { get; set; } = "";

    /// <summary>What stands in for {key}; it stays on this server.</summary>
    public string? Key { get; set; }

    /// <summary>256 (default) or 512 pixels.</summary>
    public int TileSize { get; set; } = 256;

    /// <summary>The largest zoom it has tiles of, 0 to 22; 18 by default.</summary>
    public int MaxZoom { get; set; } = 18;

    /// <summary>Whose it is, as its licence wants it told.</summary>
    public string Attribution { get; set; } = "";

    /// <summary>WGS84 or CGCS2000. There is no default: a wrong guess puts every point hundreds of metres off.</summary>
    public string Datum { get; set; } = "";
}

/// <summary>The configured basemaps.</summary>
internal sealed class BasemapsOptions
{
    /// <summary>In the order they are offered; the first is shown.</summary>
    public List<BasemapOptions> List { get; set; } = [];
}
