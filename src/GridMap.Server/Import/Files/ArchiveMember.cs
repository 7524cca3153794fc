using System.IO.Compression;

namespace GridMap.Server.Import.Files;

/// <summary>A file in an archive.</summary>
/// <param name="Path">With its folders, decoded, <c>/</c> between them.</param>
/// <param name="Entry">Where it lies.</param>
internal sealed record ArchiveMember(string Path, ZipArchiveEntry Entry)
{
    /// <summary>From its last point on, in lower case: <c>.shp</c>.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>Its path without the extension.</summary>
    public string Stem => Path[..^System.IO.Path.GetExtension(Path).Length];
}
