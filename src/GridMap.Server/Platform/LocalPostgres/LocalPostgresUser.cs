namespace GridMap.Server.Platform;

/// <summary>
/// Who runs PostgreSQL's programs: the user who runs GridMap or, since PostgreSQL refuses root, an unprivileged one.
/// </summary>
internal sealed class LocalPostgresUser
{
    private const string Unprivileged = "postgres";

    private readonly string? other;

    private LocalPostgresUser(string? other) => this.other = other;

    public override string ToString() => other ?? Environment.UserName;

    public static LocalPostgresUser ForNewCluster() => new(Environment.IsPrivilegedProcess ? Unprivileged : null);

    /// <summary>The user to whom existing data belongs: root may start what a plain user made.</summary>
    /// <exception cref="StartupException">It belongs to somebody else, and we are not root.</exception>
    public static async Task<LocalPostgresUser> OwnerOfAsync(string dataFolder, CancellationToken ct)
    {
        var stat = await ExternalProgram.RunAsync("stat", ["-c", "%U", dataFolder], ct: ct);
        var owner = stat.Output.Trim();
        if (!stat.Succeeded || owner == Environment.UserName)
            return new(null);
        return Environment.IsPrivilegedProcess
            ? new(owner)
            : throw new StartupException($"The data in {dataFolder} belongs to the user '{owner}'; run GridMap as that user or as root, or set {GridMapHome.Variable} to another folder.");
    }

    /// <exception cref="StartupException">There is no such user.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        if (other is not null && !(await ExternalProgram.RunAsync("id", ["-u", other], ct: ct)).Succeeded)
            throw new StartupException($"PostgreSQL refuses to run as root, and there is no user '{other}' to run it as; the system's PostgreSQL package makes one.");
    }

    public Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct, string? input = null) =>
        other is null
            ? ExternalProgram.RunAsync(program, arguments, input, ct)
            : ExternalProgram.RunAsync(
                "setpriv", ["--reuid", other, "--regid", other, "--init-groups", "--", program, .. arguments], input, ct);

    /// <summary>Whether the user can enter the folder or, where it does not exist yet, the nearest one above it.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return other is null || (await RunAsync("test", ["-x", folder], ct)).Succeeded;
    }

    /// <summary>Makes a folder that is the user's alone.</summary>
    /// <exception cref="StartupException">It cannot be made, or belongs to somebody else.</exception>
    public async Task MakeFolderAsync(string folder, CancellationToken ct)
    {
        string[] owner = other is null ? [] : ["-o", other];
        var made = await ExternalProgram.RunAsync("install", ["-d", "-m", "0700", .. owner, folder], ct: ct);
        if (!made.Succeeded || !(await RunAsync("test", ["-w", folder], ct)).Succeeded)
            throw new StartupException($"The user '{this}', who runs PostgreSQL, cannot use {folder}: {Reason(made)}; set {GridMapHome.Variable} to a folder it can reach, such as /var/lib/gridmap.");
    }

    /// <summary>Writes a file as the user; root never writes where another user could have laid a link.</summary>
    public async Task WriteFileAsync(string path, string text, CancellationToken ct)
    {
        var written = await RunAsync("sh", ["-c", "cat > \"$0\"", path], ct, text);
        if (!written.Succeeded)
            throw LocalPostgresFailure.Explain($"{path} could not be written", written.Output);
    }

    private static string Reason(ProgramResult result) =>
        result.Succeeded ? "a folder above it is closed to that user" : result.Output.Trim();
}
