namespace GridMap.Testing;

/// <summary>Real files made by others, which lie in <c>shared/data</c> beside the repository and are never copied into it.</summary>
public static class SharedData
{
    /// <summary>The path of a file or folder, for example <c>boston-311/mapping.json</c>; where it is absent the test is skipped.</summary>
    public static string Find(string path)
    {
        var found = Path.GetFullPath(Path.Combine(Repository.Folder, "..", "shared", "data", path));
        Assert.SkipUnless(Path.Exists(found), $"../shared/data/{path} is absent.");
        return found;
    }
}
