using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary>
/// The passwords of the demonstration's accounts, in a file of the data folder that only its owner reads: they guard made-up
/// data on a machine that others do not reach.
/// </summary>
internal sealed class DemoPasswords
{
    private readonly string _path;
    private readonly SortedDictionary<string, string> _byName;

    private DemoPasswords(string path)
    {
        _path = path;
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        _byName = new(lines.Select(line => line.Split(' ', 2)).Where(words => words.Length == 2).ToDictionary(words => words[0], words => words[1]), StringComparer.Ordinal);
    }

    public static DemoPasswords Of(GridMapHome home) => new(home.DemoAccountsFile);

    public string? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Keeps a password, in place of the one before.</summary>
    public void Keep(string name, string password)
    {
        _byName[name] = password;
        var made = $"{_path}.new";
        File.Delete(made);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(made, options))
        {
            foreach (var (one, its) in _byName) file.WriteLine($"{one} {its}");
        }

        File.Move(made, _path, overwrite: true);
    }
}
