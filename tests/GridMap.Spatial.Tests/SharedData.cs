namespace GridMap.Spatial.Tests;

/// <summary>Real files made by others, read in place beside the repository; tests that need them skip where they are absent.</summary>
internal static class SharedData
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "data"));

    public static string File(string path)
    {
        var file = Path.Combine(Root, path);
        Assert.SkipUnless(System.IO.File.Exists(file), $"../shared/data/{path} is absent");
        return file;
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "GridMap.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No GridMap.sln above the test.");
        return folder.FullName;
    }
}
