using System.ComponentModel.DataAnnotations;

namespace GridMap.Server.Tiles;

/// <summary>Limits of vector tiles; section <c>Tiles</c> of the configuration.</summary>
internal sealed class TilesOptions
{
    /// <summary>
    /// Most facilities or issues in one tile; what is left out is said in the tile's layer <c>omitted</c>.
    /// 10 to 200,000, 20,000 by default: about half a megabyte.
    /// </summary>
    [Range(10, 200_000)]
    public int MostFeatures { get; set; } = 20_000;

    /// <summary>After how long a tile's query is given up; 1 to 60 seconds, 5 by default.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>Memory for finished tiles; 1 to 4096 megabytes, 64 by default.</summary>
    [Range(1, 4096)]
    public int CacheMegabytes { get; set; } = 64;
}
