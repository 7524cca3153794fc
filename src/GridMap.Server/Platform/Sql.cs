using System.Collections.Concurrent;
using System.Reflection;

namespace GridMap.Server.Platform;

/// <summary>The SQL files that stand beside their readers, embedded in the assembly.</summary>
internal static class Sql
{
    private static readonly Assembly Assembly = typeof(Sql).Assembly;
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The text of <c>Issues/sql/list-issues.sql</c>, asked for as <c>Issues/list-issues</c>.</summary>
    /// <exception cref="FileNotFoundException">No such file was embedded.</exception>
    public static string For(string name) => Texts.GetOrAdd(name, static asked =>
    {
        var slash = asked.LastIndexOf('/');
        return Read($"{asked[..slash]}/sql/{asked[(slash + 1)..]}.sql");
    });

    /// <summary>The file of <c>Schema/</c> that is run after the migrations.</summary>
    public static string ServerRole => Read("Schema/server-role.sql");

    /// <summary>Every embedded query, migrations left out, for the test that prepares each of them.</summary>
    public static IEnumerable<string> AllNames() =>
        from resource in Assembly.GetManifestResourceNames()
        where resource.EndsWith(".sql", StringComparison.Ordinal) && resource.Contains("/sql/", StringComparison.Ordinal)
        select resource[..^".sql".Length].Replace("/sql/", "/", StringComparison.Ordinal);

    private static string Read(string resource)
    {
        using var stream = Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"No SQL file '{resource}' is embedded in the server.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
