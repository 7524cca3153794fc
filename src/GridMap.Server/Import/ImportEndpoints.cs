using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Uploads;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Import;

internal static class ImportEndpoints
{
    // The form around the file, and a mapping.
    private const long FormBytes = 2_000_000;

    /// <summary>Registers what imports need.</summary>
    public static void AddImport(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<ImportOptions>>().Value);
        services.AddSingleton<ImportProgressBoard>();
        services.AddSingleton<Importer>();
        services.AddSingleton<Withdrawal>();
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var limit = routes.ServiceProvider.GetRequiredService<ImportOptions>().MaxFileBytes;
        var imports = routes.MapGroup("/counties/{county}/imports").WithTags("Imports");
        imports.MapPost("/{layer}", Import).Knows("fileName", "sourceLayer", "crs", "encoding", "batchId", "dryRun", "skipRefused", "acceptDefects", "draft")
            .WithMetadata(new RequestSizeLimitAttribute(limit + FormBytes))
            .WithMetadata(new AcceptsMetadata(["multipart/form-data"], typeof(ImportForm)))
            .Produces<ImportReport>()
            .Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Imports a file of grids, facilities, issues, streets or units: all of it or nothing; 202 where it takes longer than a request may");
        imports.MapGet("", List).Knows()
            .Produces<List<ImportReport>>()
            .WithSummary("The imports a county has seen, newest first, without refused rows");
        imports.MapGet("/{batchId:guid}", GetProgress).Knows()
            .Produces<ImportProgress>()
            .WithSummary("How far an import is");
        imports.MapGet("/{batchId:guid}/report", GetReport).Knows()
            .Produces<ImportReport>()
            .WithSummary("What came of an import that was stored");
        imports.MapPost("/{batchId:guid}/withdraw", Withdraw).Knows()
            .Produces<ImportReport>()
            .WithSummary("Takes an import back, whole; withdrawing it again is harmless");
    }

    private static async Task<IResult> Import(
        string county, string layer, string? fileName, string? sourceLayer, string? crs, string? encoding, Guid? batchId, bool? dryRun, bool? skipRefused, string? acceptDefects, bool? draft,
        HttpRequest request, Caller caller, SentImports imports, ImportOptions options, CancellationToken ct)
    {
        if (Layer.Find(layer) is not { } known) return Problems.NotFound("layer", layer);
        if (acceptDefects is not null && string.IsNullOrWhiteSpace(acceptDefects))
            return Problems.BadParameter("acceptDefects", "it must be the written reason.");
        var order = new ImportUpload(known.Name, null, sourceLayer, encoding, crs, skipRefused == true, draft == true, acceptDefects);
        try
        {
            await using var upload = await Upload.ReceiveAsync(request, options.MaxFileBytes, ct);
            var name = fileName is null ? upload.FileName : Upload.Sanitize(fileName);
            return Answer(county, await imports.RunAsync(caller, county, upload, name, order, batchId ?? Guid.CreateVersion7(), dryRun == true, ct));
        }
        catch (FileRefusedException refused)
        {
            return Problem(refused);
        }
    }

    // As if the import had run within the request; 202 where it still runs.
    private static IResult Answer(string county, PieceOfWork work) => work switch
    {
        { Status: WorkStatus.Done, Result: { } result } => Answer(result.Deserialize<ImportReport>(ContractsJson.Options)!),
        { Status: WorkStatus.Failed, Failure: { } sentence, Result: { } result } =>
            Problem(result.Deserialize<RefusedFile>(ContractsJson.Options)!, sentence),
        { Status: WorkStatus.Failed } => Problem(new RefusedFile(500, "internal"), work.Failure ?? ""),
        _ => WorkEndpoints.Accepted(county, work),
    };

    private static IResult Answer(ImportReport report) =>
        report.Status == ImportStatus.Refused ? RowsRefused(report) : TypedResults.Ok(report);

    private static async Task<IResult> List(string county, NpgsqlDataSource db, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        var found = await ImportBatches.ListAsync(connection, county, batchId: null, ct);
        return found is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(found);
    }

    private static async Task<IResult> GetProgress(
        string county, Guid batchId, ImportProgressBoard board, NpgsqlDataSource db, CancellationToken ct)
    {
        if (board.Find(county, batchId) is { } running) return TypedResults.Ok(running);
        return await FindAsync(db, county, batchId, ct) is { } report
            ? TypedResults.Ok(new ImportProgress(batchId, "done", 0, null, report.RowsRead))
            : Problems.NotFound("import", batchId.ToString());
    }

    private static async Task<IResult> GetReport(string county, Guid batchId, NpgsqlDataSource db, CancellationToken ct) =>
        await FindAsync(db, county, batchId, ct) is { } report ? TypedResults.Ok(report) : Problems.NotFound("import", batchId.ToString());

    private static async Task<IResult> Withdraw(
        string county, Guid batchId, Caller caller, Withdrawal withdrawal, CancellationToken ct)
    {
        try
        {
            return await withdrawal.RunAsync(caller.Actor, county, batchId, ct) is { } report
                ? TypedResults.Ok(report)
                : Problems.NotFound("import", batchId.ToString());
        }
        catch (FileRefusedException refused)
        {
            return Problem(refused);
        }
    }

    private static async Task<ImportReport?> FindAsync(NpgsqlDataSource db, string county, Guid batchId, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        return (await ImportBatches.ListAsync(connection, county, batchId, ct)).FirstOrDefault();
    }

    private static ProblemHttpResult RowsRefused(ImportReport report)
    {
        var first = report.Findings.FirstOrDefault(finding => !finding.WasRepaired);
        return Problems.Of(422, "rows-refused", "Rows were refused and nothing was stored",
            $"{report.RowsRefused:N0} of {report.RowsRead:N0} rows were refused; the first: {report.Place} {first?.Line}: {first?.Reason}",
            new() { ["report"] = report });
    }

    /// <summary>The problem that a refused file is told as.</summary>
    public static ProblemHttpResult Problem(FileRefusedException refused) => Problem(new(refused.Status, refused.Type), refused.Message);

    private static ProblemHttpResult Problem(RefusedFile refused, string sentence) =>
        Problems.Of(refused.Status, refused.Type, "The import was refused and nothing was stored", sentence);
}
