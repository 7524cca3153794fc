namespace GridMap.Server.Platform;

/// <summary>Where the socket of a private cluster goes: a short path, since the system allows about 100 bytes.</summary>
internal static class LocalPostgresSocket
{
    public static string FolderFor(GridMapHome home) => Path.Combine(Base(), $"gridmap-{home.Tag}");

    // Not below the home, whose path may be long. Root's folder is one where nobody else could put theirs first.
    private static string Base()
    {
        var own = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (Environment.IsPrivilegedProcess)
            return Directory.Exists("/run") ? "/run" : "/tmp";
        return Directory.Exists(own) ? own : "/tmp";
    }
}
