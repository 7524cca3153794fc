using System.Text;
using GridMap.Server.Import;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

/// <summary>An empty database, a folder for files, and the import command on both.</summary>
internal sealed class ImportTrial : IAsyncDisposable
{
    public const string County = "990001";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gridmap-import-test-");

    private ImportTrial(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public ImportOptions Options { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ImportTrial> CreateAsync(PostgisFixture postgis) => new(await postgis.CreateDatabaseAsync());

    /// <summary>Runs <c>gridmap import</c>.</summary>
    public async Task<(int Exit, string Output, string Error)> ImportAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await ImportCommand.RunAsync(Database.ConnectionString, Options, args, output, error, Ct);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>gridmap import</c>, which must store everything; grids come into force without a lead unit too.</summary>
    public async Task<string> StoreAsync(params string[] args)
    {
        if (args[0] == "grids" && !args.Contains("--accept-defects")) args = [.. args, "--accept-defects", "drawn for a test"];
        var (exit, output, error) = await ImportAsync(args);
        Assert.True(exit == ImportCommand.Stored, error);
        return output;
    }

    /// <summary>Writes a text file; its path.</summary>
    public string Write(string name, string text, Encoding? encoding = null) =>
        Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>Writes a file; its path.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public async Task<T> ScalarAsync<T>(string sql, params object?[] parameters) =>
        (await Database.Source.ListAsync(sql, parameters, row => row.GetFieldValue<T>(0), Ct)).Single();

    /// <summary>How many rows of everything there are, county and batches included.</summary>
    public Task<long> CountRowsAsync() => ScalarAsync<long>(
        """
        SELECT (SELECT count(*) FROM county) + (SELECT count(*) FROM import_batch) + (SELECT count(*) FROM unit)
            + (SELECT count(*) FROM grid) + (SELECT count(*) FROM facility) + (SELECT count(*) FROM issue)
            + (SELECT count(*) FROM street) + (SELECT count(*) FROM change) + (SELECT count(*) FROM dirty_grid)
        """);

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await Database.DisposeAsync();
    }
}
