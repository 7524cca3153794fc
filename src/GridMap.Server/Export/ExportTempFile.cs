namespace GridMap.Server.Export;

/// <summary>Files that live no longer than the export that writes them.</summary>
internal static class ExportTempFile
{
    private const int BufferBytes = 1 << 17;

    /// <summary>An empty file to write and read, gone when it is closed.</summary>
    public static FileStream Create() => Open(NewPath(), FileMode.CreateNew);

    /// <summary>Opens a finished file that is gone when it is closed; where the system lets it, its name is gone at once, so that a crash leaves nothing behind.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    /// <summary>A path in the temporary folder where nothing is yet.</summary>
    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"gridmap-export-{Guid.CreateVersion7():N}");
}
