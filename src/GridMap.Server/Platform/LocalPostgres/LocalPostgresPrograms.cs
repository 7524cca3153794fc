using System.Text.RegularExpressions;

namespace GridMap.Server.Platform;

/// <summary>One installed PostgreSQL server with PostGIS.</summary>
/// <param name="Folder">The folder of its programs.</param>
/// <param name="MajorVersion">PostgreSQL's major version.</param>
internal sealed partial record LocalPostgresPrograms(string Folder, int MajorVersion)
{
    public const int LowestMajorVersion = 15;

    public static readonly Version LowestPostgis = new(3, 3);

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest installation that will do or, for existing data, the one of the data's version.</summary>
    /// <exception cref="StartupException">None is installed, or it is too old, or it lacks PostGIS.</exception>
    public static async Task<LocalPostgresPrograms> FindAsync(string dataFolder, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
            throw new StartupException("GridMap starts its own PostgreSQL on Linux and macOS only; set GRIDMAP_DB to an existing database.");

        var found = await InstalledAsync(ct);
        var written = VersionOf(dataFolder);
        var usable = found.Where(one => written is null ? one.MajorVersion >= LowestMajorVersion : one.MajorVersion == written).ToList();
        if (usable.Count == 0)
            throw new StartupException(Missing(found, written));

        var complaints = new List<string>();
        foreach (var one in usable)
        {
            if (await one.PostgisComplaintAsync(ct) is not { } complaint)
                return one;
            complaints.Add(complaint);
        }

        throw new StartupException($"{complaints[0]} {Advice(usable[0].MajorVersion)}");
    }

    private static string Missing(List<LocalPostgresPrograms> found, int? written) => (found, written) switch
    {
        (_, { } version) =>
            $"The data was written by PostgreSQL {version}, whose programs are not installed. {Advice(version)}",
        ([], _) =>
            $"PostgreSQL is not installed. {Advice(LowestMajorVersion)}",
        _ =>
            $"PostgreSQL {found[0].MajorVersion} is too old: {LowestMajorVersion} or newer is needed. {Advice(LowestMajorVersion)}",
    };

    private static string Advice(int version) =>
        $"Install postgresql-{version} and postgresql-{version}-postgis-3 (Debian, Ubuntu), postgresql-server and postgis (Fedora), "
        + "or postgresql and postgis (Homebrew); or set GRIDMAP_DB to an existing database.";

    private static async Task<List<LocalPostgresPrograms>> InstalledAsync(CancellationToken ct)
    {
        var found = new List<LocalPostgresPrograms>();
        foreach (var folder in Folders().Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Distinct())
        {
            var answer = await ExternalProgram.RunAsync(Path.Combine(folder, "postgres"), ["--version"], ct: ct);
            if (MajorPattern().Match(answer.Output) is { Success: true } match)
                found.Add(new(folder, int.Parse(match.Groups[1].ValueSpan)));
        }

        return [.. found.OrderByDescending(one => one.MajorVersion)];
    }

    private static IEnumerable<string> Folders() =>
    [
        .. Below("/usr/lib/postgresql", "*"),
        .. Below("/usr", "pgsql-*"),
        .. Below("/opt/homebrew/opt", "postgresql*"),
        .. Below("/usr/local/opt", "postgresql*"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Real),
    ];

    private static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern).Select(one => Path.Combine(one, "bin")) : [];

    // /usr/local/bin/initdb may be a link into the version's own folder, where all its programs are.
    private static string Real(string folder)
    {
        var program = new FileInfo(Path.Combine(folder, "initdb"));
        return program.Exists ? Path.GetDirectoryName(program.ResolveLinkTarget(true)?.FullName ?? program.FullName)! : folder;
    }

    private static int? VersionOf(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var version) ? version : null;
    }

    private async Task<string?> PostgisComplaintAsync(CancellationToken ct)
    {
        var share = (await ExternalProgram.RunAsync(this["pg_config"], ["--sharedir"], ct: ct)).Output.Trim();
        var control = Path.Combine(share, "extension", "postgis.control");
        if (!File.Exists(control))
            return $"PostgreSQL {MajorVersion} is installed without PostGIS.";

        var match = PostgisPattern().Match(await File.ReadAllTextAsync(control, ct));
        return Version.TryParse(match.Groups[1].Value, out var version) && version >= LowestPostgis
            ? null
            : $"PostGIS {match.Groups[1].Value} is too old: {LowestPostgis} or newer is needed.";
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex MajorPattern();

    [GeneratedRegex(@"default_version\s*=\s*'(\d+\.\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex PostgisPattern();
}
