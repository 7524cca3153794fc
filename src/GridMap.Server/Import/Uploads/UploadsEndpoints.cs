using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>Files that are looked at before they are imported, and templates to fill in.</summary>
internal static class UploadsEndpoints
{
    // The form around the file.
    private const long FormBytes = 1_000_000;

    public static void AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<UploadStore>();
        services.AddSingleton<PlaceDatum>();
        services.AddSingleton<UploadPreviews>();
        services.AddSingleton<SentImports>();
        services.AddTransient<IWork, UploadImportWork>();
        services.AddTransient<IWork, UploadPreviewWork>();
    }

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var limit = routes.ServiceProvider.GetRequiredService<ImportOptions>().MaxFileBytes;
        var uploads = routes.MapGroup("/counties/{county}/uploads").WithTags("Imports");
        uploads.MapPost("", SendUpload).Knows()
            .WithMetadata(new RequestSizeLimitAttribute(limit + FormBytes))
            .WithMetadata(new AcceptsMetadata(["multipart/form-data"], typeof(UploadForm)))
            .Produces<UploadedFile>(StatusCodes.Status201Created)
            .WithSummary("Sends a file to be looked at before it is imported; kept for an hour, for its sender alone");
        uploads.MapPost("/{uploadId:guid}/preview", PreviewUpload).Knows().TakesJson()
            .Produces<UploadPreview>()
            .Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("What an uploaded file would be read as: columns, first rows, shapes, coordinate system; 202 where it takes longer than a request may");
        uploads.MapPost("/{uploadId:guid}/import", ImportUploaded).Knows().TakesJson()
            .Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Imports an uploaded file; a piece of work whose result is the import's report");
        uploads.MapPost("/local-grid", FitLocalGrid).Knows().TakesJson()
            .Produces<LocalGridFitted>()
            .WithSummary("Ties a local grid to the ground by control points, and says how well; stores nothing");
        routes.MapGet("/counties/{county}/imports/templates/{file}", GetTemplate).Knows().WithTags("Imports")
            .Produces<string>(contentType: "text/csv")
            .WithSummary("A file to fill in, for example facilities.xlsx, facilities.csv or grids.geojson");
    }

    private static async Task<IResult> SendUpload(
        string county, HttpRequest request, Caller caller, UploadStore store, ImportOptions options, NpgsqlDataSource db, CancellationToken ct)
    {
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        try
        {
            await using var upload = await Upload.ReceiveAsync(request, options.MaxFileBytes, ct);
            var kept = await store.KeepAsync(caller, county, upload, ct);
            return TypedResults.Created($"/api/counties/{county}/uploads/{kept.UploadId}", kept);
        }
        catch (FileRefusedException refused)
        {
            return ImportEndpoints.Problem(refused);
        }
    }

    private static async Task<IResult> PreviewUpload(
        string county, Guid uploadId, ReadUpload asked, Caller caller, UploadPreviews previews, WorkBoard board, ImportOptions options, CancellationToken ct)
    {
        if (CheckReading(asked.Target, asked.SourceLayer, asked.Encoding, asked.Crs, asked.Fields) is { } problem) return problem;
        try
        {
            var showing = await previews.BeginAsync(county, uploadId, asked, caller.Actor, ct);
            if (showing is null) return NoUpload(uploadId);
            if (await IsOverAsync(showing, options.Wait, ct)) return TypedResults.Ok(await showing);
            var instruction = new PreviewInstruction(uploadId, asked);
            return WorkEndpoints.Accepted(county, await board.AskAsync(county, UploadPreviewWork.Name, $"{uploadId}", instruction, caller.Actor, ct));
        }
        catch (FileRefusedException refused)
        {
            return ImportEndpoints.Problem(refused);
        }
        catch (UploadGoneException)
        {
            return NoUpload(uploadId);
        }
    }

    private static async Task<bool> IsOverAsync(Task task, TimeSpan atMost, CancellationToken ct) =>
        await Task.WhenAny(task, Task.Delay(atMost, ct)) == task;

    private static async Task<IResult> ImportUploaded(
        string county, Guid uploadId, ImportUpload order, Caller caller, UploadStore store, WorkBoard board, CancellationToken ct)
    {
        if (CheckReading(order.Target, order.SourceLayer, order.Encoding, order.Crs, order.Fields) is { } problem) return problem;
        if (Check.Content().Text("acceptDefects", order.AcceptDefects, 2000)
            .That(order.AcceptDefects is null || !string.IsNullOrWhiteSpace(order.AcceptDefects), "acceptDefects", "it must be the written reason.")
            .Problem is { } noReason) return noReason;
        var owner = UploadStore.OwnerOf(caller.Actor);
        if (await store.NameAsync(county, uploadId, owner, ct) is null) return NoUpload(uploadId);
        var instruction = new UploadInstruction(uploadId, owner, order, caller.ScopeOf(Permission.Administer).IsCounty);
        return WorkEndpoints.Accepted(county, await board.AskAsync(county, UploadImportWork.Name, order.Target, instruction, caller.Actor, ct));
    }

    private static async Task<IResult> FitLocalGrid(string county, FitLocalGrid points, NpgsqlDataSource db, CancellationToken ct)
    {
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return LocalGrids.Problem(points) is { } problem ? problem : TypedResults.Ok(LocalGrids.Fit(points));
    }

    private static async Task<IResult> GetTemplate(string county, string file, NpgsqlDataSource db, CancellationToken ct)
    {
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return ImportTemplate.Find(file) is { } template
            ? TypedResults.File(template.Content, template.ContentType, file)
            : Problems.NotFound("template", file);
    }

    private static ProblemHttpResult? CheckReading(
        string target, string? sourceLayer, string? encoding, string? crs, IReadOnlyDictionary<string, MappedField>? fields)
    {
        var check = Check.Content().OneOf("target", target, Layer.All.Select(layer => layer.Name))
            .Text("sourceLayer", sourceLayer, 500).Text("encoding", encoding, 50).Text("crs", crs, 10_000);
        foreach (var (field, mapped) in fields ?? new Dictionary<string, MappedField>())
            check.That(Layer.Find(target)?.Fields.Any(known => known.Name == field) == true, "fields", $"{target} have no field '{Mapping.FieldReader.Shown(field)}'.")
                .RequiredText($"fields.{Mapping.FieldReader.Shown(field)}.column", mapped?.Column, 500)
                .That(mapped?.Format is null || Mapping.CountyTime.IsFormat(mapped.Format), "fields", "a format is none of times.");
        return check.Problem;
    }

    private static ProblemHttpResult NoUpload(Guid id) => Problems.NotFound("upload", id.ToString());
}
