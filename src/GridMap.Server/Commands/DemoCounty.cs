using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Import;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary>The fictional county that a private, empty database is given, so that the first map shows something.</summary>
internal static class DemoCounty
{
    public const string Code = AccountRecord.DemoCounty;

    /// <summary>
    /// Imports the demo's files into an empty database, and into one where that was cut short; any other is left alone.
    /// </summary>
    /// <param name="connectionString">Of a private database, migrated.</param>
    /// <param name="repository">The folder with <c>data/grids</c>.</param>
    /// <param name="ct">Stops between two layers, or in the middle of one, of which nothing is then stored.</param>
    public static async Task LoadAsync(string connectionString, string repository, CancellationToken ct)
    {
        await using var db = Database.Create(connectionString);
        var missing = await db.ListAsync(Sql.For("Commands/missing-demo-layers"), [Code], row => row.GetString(0), ct);
        if (missing.Count > 0)
            CommandDatabase.Say("loading the demo county");
        foreach (var layer in missing)
            await LoadLayerAsync(db, layer, Path.Combine(repository, "data", "grids"), ct);
    }

    private static async Task LoadLayerAsync(NpgsqlDataSource db, string layer, string folder, CancellationToken ct)
    {
        var file = Directory.EnumerateFiles(folder, $"demo-{layer}.*").FirstOrDefault(path => !path.EndsWith(".mapping.json", StringComparison.Ordinal))
            ?? throw new StartupException($"The demo county's {layer} are missing from {folder}.");
        await using var content = File.OpenRead(file);
        var request = new ImportRequest(Layer.Find(layer)!, Code, content, Path.GetFileName(file))
        {
            Actor = Actor.CommandLine,
            Mapping = MappingFile.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, $"demo-{layer}.mapping.json"), ct)),
            IsDemo = true,
        };
        var line = new ProgressLine(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
        var report = await new Importer(db, new ImportOptions()).RunAsync(request, line.Tell, ct);
        line.Clear();
        if (report.Status != ImportStatus.Published)
            throw new StartupException($"The demo county's {layer} were not stored: {(report.Findings is [var first, ..] ? first.Reason : "no reason was given")}");
        CommandDatabase.Say($"  {report.RowsAdded} {layer}");
    }
}
