namespace GridMap.Server.Import.Files;

/// <summary>Files of the import that live no longer than it does.</summary>
internal static class TempFile
{
    private const int BufferBytes = 1 << 17;

    /// <summary>An empty file to write and read, gone when it is closed.</summary>
    /// <remarks>Deleted at once where the system lets an open file live on without a name, so that a crash leaves nothing behind.</remarks>
    public static FileStream Create()
    {
        var path = NewPath();
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    /// <summary>A path in the temporary folder where nothing is yet.</summary>
    public static string NewPath() => Path.Combine(Path.GetTempPath(), $"gridmap-import-{Guid.NewGuid():N}");
}
