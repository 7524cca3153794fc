using System.Globalization;

namespace GridMap.Server.Tiles;

/// <summary>A tile of the Web Mercator pyramid: column x from the west, row y from the north.</summary>
internal readonly record struct TileAddress
{
    /// <summary>Deepest zoom served; a tile of it is less than ten metres wide.</summary>
    public const int MaxZoom = 22;

    private TileAddress(int z, int x, int y) => (Z, X, Y) = (z, x, y);

    public int Z { get; }

    public int X { get; }

    public int Y { get; }

    /// <summary>The only way to an address: zoom 0 to 22, column and row within the zoom.</summary>
    public static bool TryCreate(int z, int x, int y, out TileAddress address)
    {
        address = default;
        if (z is < 0 or > MaxZoom || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) return false;
        address = new TileAddress(z, x, y);
        return true;
    }

    /// <summary>The same from the text of a request: plain digits only.</summary>
    public static bool TryParse(string z, string x, string y, out TileAddress address)
    {
        address = default;
        return Number(z, out var zoom) && Number(x, out var column) && Number(y, out var row)
            && TryCreate(zoom, column, row, out address);
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
