using System.IO.Compression;

namespace GridMap.Server.Import.Files;

/// <summary>A shapefile, or a folder of files, as the command line finds it: packed, to be read as if it had been sent.</summary>
internal static class FolderArchive
{
    private const int MostFiles = 1_000;

    // The archive's content counts when an import is recognized as one that was sent before, so its dates must not.
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file at a path; a shapefile with those beside it that belong to it, a folder with everything in it.</summary>
    /// <exception cref="FileRefusedException">There is nothing, or too much.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) return Pack(path, [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(MostFiles + 1).Order(StringComparer.Ordinal)]);
        if (!File.Exists(path)) throw new FileRefusedException($"There is no file '{path}'.");
        if (Path.GetExtension(path).ToLowerInvariant() is not (".shp" or ".dbf")) return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        var parts = Directory.EnumerateFiles(folder).Where(file => IsPart(file, stem)).Order(StringComparer.Ordinal);
        // Whoever names the table of a shapefile wants the table.
        var isTable = Path.GetExtension(path).Equals(".dbf", StringComparison.OrdinalIgnoreCase);
        return Pack(folder, [.. parts.Where(file => !isTable || Path.GetExtension(file).ToLowerInvariant() is ".dbf" or ".cpg")]);
    }

    private static bool IsPart(string file, string stem) =>
        Path.GetExtension(file).ToLowerInvariant() is ".shp" or ".shx" or ".dbf" or ".prj" or ".cpg"
        && Path.GetFileNameWithoutExtension(file).Equals(stem, StringComparison.Ordinal);

    private static FileStream Pack(string folder, IReadOnlyList<string> files)
    {
        if (files.Count > MostFiles) throw new FileRefusedException($"The folder '{folder}' holds more than {MostFiles:N0} files; name the one to import.");
        var packed = TempFile.Create();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var entry = archive.CreateEntry(Path.GetRelativePath(folder, file).Replace('\\', '/'), CompressionLevel.NoCompression);
                entry.LastWriteTime = NoDate;
                using var content = entry.Open();
                using var source = File.OpenRead(file);
                source.CopyTo(content);
            }
        }

        packed.Position = 0;
        return packed;
    }
}
