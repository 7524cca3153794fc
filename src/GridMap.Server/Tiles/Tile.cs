using System.IO.Compression;
using System.Security.Cryptography;
using GridMap.Server.Access;

namespace GridMap.Server.Tiles;

/// <summary>A finished tile, compressed once for all who ask.</summary>
internal sealed class Tile
{
    private Tile(byte[] gzip, int length, string etag) => (Gzip, Length, ETag) = (gzip, length, etag);

    /// <summary>The tile, compressed; empty for an empty tile.</summary>
    public byte[] Gzip { get; }

    /// <summary>Bytes before compression.</summary>
    public int Length { get; }

    /// <summary>Of the content: a tile that a change elsewhere made anew without changing it keeps its tag. Weak, since the encoding varies.</summary>
    public string ETag { get; }

    public bool IsEmpty => Length == 0;

    /// <summary>The tile in which nothing lies.</summary>
    public static Tile Empty { get; } = Of([]);

    public static Tile Of(byte[] mvt)
    {
        var etag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(mvt).AsSpan(0, 12))}\"";
        if (mvt.Length == 0) return new Tile([], 0, etag);
        using var compressed = new MemoryStream(mvt.Length / 2);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(mvt);
        return new Tile(compressed.ToArray(), mvt.Length, etag);
    }

    /// <summary>The tile as a client without gzip reads it.</summary>
    public Stream Open() => new GZipStream(new MemoryStream(Gzip, writable: false), CompressionMode.Decompress);
}

/// <summary>What a tile is of. Two who may see different things of a layer never share one; of a layer that every member sees, the scope is the county.</summary>
internal readonly record struct TileKey(string CountyCode, TileLayer Layer, string Filter, TileAddress Address, Scope Scope);
