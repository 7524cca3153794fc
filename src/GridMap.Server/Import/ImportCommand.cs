using GridMap.Contracts.Divisions;
using GridMap.Contracts.Imports;
using GridMap.Server.Audit;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary><c>gridmap import</c>: the importer on the command line.</summary>
internal static class ImportCommand
{
    /// <summary>Everything was stored, or would have been.</summary>
    public const int Stored = 0;

    /// <summary>The command or the file cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>Rows were refused and nothing was stored, or a division of grids has defects and stays a draft.</summary>
    public const int RowsRefused = 3;

    /// <summary>Imports a file into a database.</summary>
    /// <param name="connectionString">Of the database, migrated.</param>
    /// <param name="options">What may be imported.</param>
    /// <param name="args">The words after <c>import</c>.</param>
    /// <param name="output">Takes the report.</param>
    /// <param name="error">Takes progress, findings and refusals.</param>
    /// <param name="ct">Cancelling leaves the county as it was.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string connectionString, ImportOptions options, string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var line = new ProgressLine(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected, TimeProvider.System);
        try
        {
            var report = await RunAsync(connectionString, options, ImportArguments.Parse(args), line, ct);
            line.Clear();
            return await TellAsync(report, output, error);
        }
        catch (Exception failure) when (Explain(failure) is { } sentence)
        {
            line.Clear();
            await error.WriteLineAsync($"gridmap import: {sentence}");
            return Unusable;
        }
    }

    private static async Task<ImportReport> RunAsync(
        string connectionString, ImportOptions options, ImportArguments args, ProgressLine line, CancellationToken ct)
    {
        var layer = Layer.Find(args.Layer) ?? throw new FileRefusedException(
            $"There is no layer '{args.Layer}'; there are {string.Join(", ", Layer.All.Select(known => known.Name))}.");
        await using var content = FolderArchive.Open(args.File);
        await using var db = Database.Create(connectionString);
        var request = new ImportRequest(layer, args.CountyCode, content, Path.GetFileName(args.File))
        {
            Actor = Actor.CommandLine,
            Mapping = args.MappingFile is { } path ? MappingFile.Parse(await ReadAsync(path, ct)) : null,
            SourceLayer = args.SourceLayer,
            Crs = args.Crs,
            Encoding = args.Encoding,
            CountyName = args.CountyName,
            IsRehearsal = args.IsRehearsal,
            SkipsRefused = args.SkipsRefused,
            DefectsAcceptedBecause = args.DefectsAcceptedBecause,
            MayPublishDefects = true,
            StaysDraft = args.StaysDraft,
        };
        return await new Importer(db, options).RunAsync(request, line.Tell, ct);
    }

    private static async Task<int> TellAsync(ImportReport report, TextWriter output, TextWriter error)
    {
        foreach (var finding in report.Findings)
            await error.WriteLineAsync(Describe(finding, report.Place));
        var kept = report.Findings.Count(finding => !finding.WasRepaired);
        if (report.RowsRefused > kept && kept > 0) await error.WriteLineAsync($"... and more: {report.RowsRefused:N0} rows were refused in all.");
        if (report.Division is { } division) await TellAsync(division, error);
        await output.WriteLineAsync(
            $"{report.Layer} from {report.FileName}: {report.RowsRead:N0} rows read, {report.RowsAdded:N0} added, {report.RowsUpdated:N0} updated, "
            + $"{report.RowsUnchanged:N0} unchanged, {report.RowsLeftOut:N0} left out, {report.RowsRefused:N0} refused, "
            + $"{report.RowsRepaired:N0} repaired, {report.RowsOutside:N0} outside all grids.");
        await output.WriteLineAsync(report.Status switch
        {
            ImportStatus.Refused => "Nothing was stored, because rows were refused. --skip-refused stores the others.",
            ImportStatus.Rehearsed => "Nothing was stored: this was a dry run.",
            ImportStatus.Draft => $"Stored as batch {report.BatchId}: a draft, division {report.Division!.DivisionId}, with {report.Division.BlockingDefects:N0} defects; not in force.",
            _ => $"Stored as batch {report.BatchId}.",
        });
        return report.Status == ImportStatus.Refused || report is { Division: { Status: DivisionStatus.Draft, BlockingDefects: > 0 } }
            ? RowsRefused
            : Stored;
    }

    private static async Task TellAsync(ImportedDivision division, TextWriter error)
    {
        foreach (var defect in division.Defects.Where(defect => !defect.IsTolerated))
            await error.WriteLineAsync(
                $"{defect.Kind} {string.Join(", ", defect.GridCodes.Take(5))} at {defect.Longitude:0.000000}, {defect.Latitude:0.000000}: "
                + $"{defect.AreaSquareMetres:#,0.###} m², {defect.WidthMetres:#,0.###} m wide");
        if (division.BlockingDefects > division.Defects.Count) await error.WriteLineAsync($"... and more: {division.BlockingDefects:N0} defects in all.");
    }

    private static string Describe(ImportFinding finding, string place)
    {
        var column = finding.Column is null ? "" : $", column {finding.Column}";
        var row = finding.Row is null ? "" : $", row {FieldReader.Shown(finding.Row)}";
        return $"{place} {finding.Line}{column}{row}: {(finding.WasRepaired ? "repaired: " : "")}{finding.Reason}";
    }

    private static string? Explain(Exception failure) => failure switch
    {
        FileRefusedException refused => refused.Message,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The database's disk is full; nothing was stored.",
        PostgresException database => $"The database refused the rows, nothing was stored: {database.MessageText} ({database.SqlState}).",
        NpgsqlException => "The database cannot be reached, or went away; nothing was stored.",
        UnauthorizedAccessException => "The file may not be read.",
        IOException io => io.Message,
        OperationCanceledException => null,
        _ => $"Something went wrong on our side, nothing was stored: {failure.Message}",
    };

    private static async Task<byte[]> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = FolderArchive.Open(path);
        if (file.Length > MappingFile.MostBytes) throw new FileRefusedException("The mapping is larger than 1 MB.", 413, "too-large");
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
