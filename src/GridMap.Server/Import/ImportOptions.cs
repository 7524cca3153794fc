using System.ComponentModel.DataAnnotations;

namespace GridMap.Server.Import;

/// <summary>Bounds of what is imported; configuration section <c>Import</c>.</summary>
internal sealed class ImportOptions
{
    /// <summary>Largest file, and largest content of a packed one, in bytes; 500 MB, 1 kB to 4 GB.</summary>
    [Range(1_000, 4_000_000_000)]
    public long MaxFileBytes { get; set; } = 500_000_000;
}
