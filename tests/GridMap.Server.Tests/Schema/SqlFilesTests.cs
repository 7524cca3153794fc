using System.Text.RegularExpressions;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Schema;

public sealed partial class SqlFilesTests(PostgisFixture postgis)
{
    [Fact]
    public async Task Every_embedded_query_fits_the_schema_and_says_what_it_means()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var names = Sql.AllNames().ToList();
        Assert.Contains("Issues/report-issue", names);
        // Tables of one transaction, which other files read.
        foreach (var staging in names.Where(IsStaging)) await RunAsync(connection, Sql.For(staging).Replace("ON COMMIT DROP", "", StringComparison.Ordinal));
        var wrong = new List<string>();
        foreach (var name in names.Where(name => !IsStaging(name)))
        {
            if (!Sql.For(name).StartsWith("-- ", StringComparison.Ordinal)) wrong.Add($"{name}: has no header");
            try
            {
                await RunAsync(connection, $"PREPARE trial{Types(Sql.For(name))} AS {Sql.For(name)}");
                await RunAsync(connection, "DEALLOCATE trial");
            }
            catch (PostgresException error)
            {
                wrong.Add($"{name}: {error.MessageText}");
            }
        }

        Assert.Empty(wrong);
    }

    private static bool IsStaging(string name) => name.Contains("/stage-", StringComparison.Ordinal);

    // The types that the header names after `In:`, as the callers send them.
    private static string Types(string sql)
    {
        var header = string.Join(' ', sql.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..]));
        var types = new SortedDictionary<int, string>();
        foreach (Match named in Parameter.Matches(header[..(header.IndexOf("Out:", StringComparison.Ordinal) is > 0 and var end ? end : header.Length)]))
        {
            var first = int.Parse(named.Groups["first"].Value);
            var last = named.Groups["last"].Success ? int.Parse(named.Groups["last"].Value) : first;
            for (var number = first; number <= last; number++) types[number] = named.Groups["type"].Value;
        }

        return types.Count == 0 ? "" : $"({string.Join(", ", Enumerable.Range(1, types.Keys.Max()).Select(number => types.GetValueOrDefault(number, "unknown")))})";
    }

    [GeneratedRegex(@"\$(?<first>\d+)(?:(?:\.\.| and )\$(?<last>\d+))?[^$]*?\b(?<type>(?:text|uuid|integer|smallint|bigint|boolean|jsonb|date|timestamptz|bytea|double precision|pg_snapshot)(?:\[\])?)")]
    private static partial Regex Parameter { get; }

    // Without the driver's own parsing, which would look for parameters.
    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
