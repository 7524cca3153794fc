using GridMap.Server.Audit;
using GridMap.Server.Commands;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

/// <summary>A database with two chains, a folder for anchors, and the commands on both.</summary>
internal sealed class AuditTrial : IAsyncDisposable
{
    public const string County = "990101";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("gridmap-audit-test-");

    private AuditTrial(TestDatabase database)
    {
        Database = database;
        Folder = new(Path.Combine(_home.FullName, "anchors"));
    }

    public TestDatabase Database { get; }

    public AnchorFolder Folder { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>So many entries in the county's chain, and two in the server's.</summary>
    public static async Task<AuditTrial> CreateAsync(PostgisFixture postgis, int entries)
    {
        var trial = new AuditTrial(await postgis.CreateDatabaseAsync());
        for (var number = 1; number <= entries; number++) await trial.AppendAsync(number);
        for (var number = 1; number <= 2; number++) await trial.Database.Source.AppendAsync(new("管理员"), null, new("session.begun"), Ct);
        return trial;
    }

    public Task AppendAsync(int number) => Database.Source.AppendAsync(
        new("甲", Guid.CreateVersion7(), Address: "::1"), County,
        new("issue.edited", "issue", $"i{number}", new { severity = number }, new { severity = number + 1 }, new { note = "\"引号\"\n\\ 2.50 😀" }), Ct);

    /// <summary>As somebody who owns the whole cluster.</summary>
    public Task SqlAsync(string sql) => Database.Source.ExecuteAsync(sql, [], Ct);

    /// <summary><c>audit verify</c>.</summary>
    public async Task<(int Exit, string Output)> VerifyAsync(bool withAnchors = true)
    {
        await using var output = new StringWriter();
        var exit = await AuditCommand.VerifyAsync(Database.Source, withAnchors ? Folder : null, output, Ct);
        return (exit, output.ToString());
    }

    /// <summary><c>audit anchor</c>.</summary>
    public async Task<(int Exit, string Output)> AnchorAsync()
    {
        await using var output = new StringWriter();
        var exit = await AuditCommand.AnchorAsync(Database.Source, Folder, output, Ct);
        return (exit, output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        await Database.DisposeAsync();
    }
}
