namespace GridMap.Testing;

/// <summary>Where this repository is.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>GridMap.sln</c>.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridMap.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Tests run from a folder inside the repository.");
    }
}
