using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Server.Access;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
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
            .WithSummary("Imports a file of grids, facilities, issues, streets or units: all of it or nothing");
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
        HttpRequest request, Caller caller, Importer importer, ImportOptions options, ImportProgressBoard board, CancellationToken ct)
    {
        var id = batchId ?? Guid.CreateVersion7();
        try
        {
            var known = Layer.Find(layer);
            if (known is null) return Problems.NotFound("layer", layer);
            if (acceptDefects is not null && string.IsNullOrWhiteSpace(acceptDefects))
                return Problems.BadParameter("acceptDefects", "it must be the written reason.");
            board.Tell(county, new(id, "reading", 0, null, 0));
            await using var upload = await Upload.ReceiveAsync(request, options.MaxFileBytes, ct);
            var report = await importer.RunAsync(
                new ImportRequest(known, county, upload.Content, fileName is null ? upload.FileName : Upload.Sanitize(fileName))
                {
                    Actor = caller.Actor,
                    BatchId = id,
                    Mapping = upload.Mapping,
                    SourceLayer = sourceLayer,
                    Crs = crs,
                    Encoding = encoding,
                    IsRehearsal = dryRun == true,
                    SkipsRefused = skipRefused == true,
                    DefectsAcceptedBecause = acceptDefects,
                    MayPublishDefects = caller.ScopeOf(Permission.Administer).IsCounty,
                    StaysDraft = draft == true,
                },
                progress => board.Tell(county, progress), ct);
            return report.Status == ImportStatus.Refused ? RowsRefused(report) : TypedResults.Ok(report);
        }
        catch (FileRefusedException refused)
        {
            return Problem(refused);
        }
        finally
        {
            board.End(county, id);
        }
    }

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
            $"{report.RowsRefused:N0} of {report.RowsRead:N0} rows were refused; the first: line {first?.Line}: {first?.Reason}",
            new() { ["report"] = report });
    }

    /// <summary>The problem that a refused file is told as.</summary>
    public static ProblemHttpResult Problem(FileRefusedException refused) =>
        Problems.Of(refused.Status, refused.Type, "The import was refused and nothing was stored", refused.Message);
}
