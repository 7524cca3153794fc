using System.Text.RegularExpressions;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Schema;

/// <summary>docs/database.md and docs/problems.md name everything there is, and nothing that is not.</summary>
public sealed partial class DocumentationTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    // Said once, above the tables.
    private static readonly string[] Common =
        ["county_code", "revision", "import_batch_id", "created_at", "updated_at", "geom", "geom_3857"];

    [Fact]
    public async Task Every_column_is_explained()
    {
        var columns = await shared.County.Db.ListAsync(
            """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name IN (
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                EXCEPT VALUES ('schemaversions'), ('spatial_ref_sys'))
            """, [], row => (Table: row.GetString(0), Column: row.GetString(1)), TestContext.Current.CancellationToken);
        var sections = Read("database.md").Split("\n## ").Skip(1)
            .ToDictionary(section => section[..section.IndexOf('\n', StringComparison.Ordinal)], section => section);
        Assert.Equal(columns.Select(one => one.Table).Distinct().Order(), sections.Keys.Order());
        var unexplained = columns.Where(one => !Common.Contains(one.Column) && !sections[one.Table].Contains($"`{one.Column}`", StringComparison.Ordinal));
        Assert.Equal([], unexplained);
        var known = columns.ToLookup(one => one.Table, one => one.Column);
        var gone = sections.SelectMany(section => Explained.Matches(section.Value)
            .SelectMany(row => Quoted.Matches(row.Value).Select(name => (section.Key, name.Groups[1].Value)))
            .Where(named => !known[named.Key].Contains(named.Value)));
        Assert.Equal([], gone);
    }

    [Fact]
    public void Every_problem_type_is_explained()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Folder, "src", "GridMap.Server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var used = TypeInCode.Matches(source).Select(match => match.Groups[1].Value).Distinct().Order();
        var explained = TypeInTable.Matches(Read("problems.md")).Select(match => match.Groups[1].Value).Order();
        Assert.Equal(explained, used);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Folder, "docs", name));

    // The first cell of a row of a table.
    [GeneratedRegex(@"^\| (`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Explained { get; }

    [GeneratedRegex("`([a-z_0-9]+)`")]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"^\| `([a-z-]+)` \| \d", RegexOptions.Multiline)]
    private static partial Regex TypeInTable { get; }

    // Of(404, "not-found", …), a pattern's (404) => ("not-found", …), an exception's status and type.
    [GeneratedRegex(@"(?:\bOf\(\d{3}, |\d{3} => \(|, \d{3}, |int status = \d{3}, string type = )""([a-z-]+)""")]
    private static partial Regex TypeInCode { get; }
}
