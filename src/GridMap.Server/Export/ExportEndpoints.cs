using System.ComponentModel;
using GridMap.Contracts.Grids;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GridMap.Server.Export;

/// <summary>Whole layers as files, an address for each layer: whom it answers differs.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("/counties/{county}/exports").WithTags("Exports");
        exports.MapGet("/grids.{format}", Grids).Knows("crs", "level").Told("Grids of the division in force as a file");
        exports.MapGet("/streets.{format}", Streets).Knows("crs").Told("Streets and rivers as a file");
        exports.MapGet("/units.{format}", Units).Knows("crs").Told("Units as a file");
        exports.MapGet("/facilities.{format}", Facilities).Knows("crs").Told("Facilities as a file");
        exports.MapGet("/issues.{format}", Issues).Knows("crs").Told("Issues as a file");
    }

    private static RouteHandlerBuilder Told(this RouteHandlerBuilder route, string summary) => route
        .Produces<string>(contentType: ExportFormat.All[0].ContentType, additionalContentTypes: [.. ExportFormat.All.Skip(1).Select(format => format.ContentType.Split(';')[0])])
        .WithSummary($"{summary}: geojson, csv, shp.zip, gpkg or xlsx");

    private static Task<IResult> Grids(
        string county, string format,
        [Description("EPSG:4326 (default), EPSG:4490, a Gauss-Krüger zone such as EPSG:4547, or another system with an EPSG number")] string? crs,
        [Description("town, community, responsibility or unit; all where nothing is said")] string? level,
        NpgsqlDataSource db, HttpContext http, CancellationToken ct) =>
        Check.Parameters().OneOf("level", level ?? GridLevel.Responsibility, GridLevel.All).Problem is { } problem
            ? Task.FromResult<IResult>(problem)
            : AnswerAsync(ExportLayer.Grids, county, format, crs, [county, level], db, http, ct);

    private static Task<IResult> Streets(string county, string format, string? crs, NpgsqlDataSource db, HttpContext http, CancellationToken ct) =>
        AnswerAsync(ExportLayer.Streets, county, format, crs, [county], db, http, ct);

    private static Task<IResult> Units(string county, string format, string? crs, NpgsqlDataSource db, HttpContext http, CancellationToken ct) =>
        AnswerAsync(ExportLayer.Units, county, format, crs, [county], db, http, ct);

    private static async Task<IResult> Facilities(
        string county, string format, string? crs, Caller caller, AccessStore access, NpgsqlDataSource db, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(ExportLayer.Facilities, county, format, crs, [county, .. await access.GridsOfAsync(caller, ct)], db, http, ct);

    private static async Task<IResult> Issues(
        string county, string format, string? crs, Caller caller, AccessStore access, NpgsqlDataSource db, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(ExportLayer.Issues, county, format, crs, [county, .. await access.GridsOfAsync(caller, ct)], db, http, ct);

    private static async Task<IResult> AnswerAsync(
        ExportLayer layer, string county, string extension, string? crs, object?[] parameters, NpgsqlDataSource db, HttpContext http, CancellationToken ct)
    {
        if (ExportFormat.All.FirstOrDefault(one => one.Extension == extension) is not { } format)
            return Problems.BadParameter("format", $"it must be one of {string.Join(", ", ExportFormat.All.Select(one => one.Extension))}.");
        if (!TryGetSystem(crs, out var system, out var refusal)) return Problems.BadParameter("crs", refusal);
        if (await db.FindTimeZoneAsync(county, ct) is not { } zone) return Problems.CountyNotFound(county);
        var (now, text) = await db.FirstOrDefaultAsync(
            "SELECT now(), (SELECT srtext FROM spatial_ref_sys WHERE srid = $1)", [system.Srid],
            row => (row.GetFieldValue<DateTimeOffset>(0), row.Nullable<string>(1)), ct);
        var job = new ExportJob(layer, system, text ?? system.EsriWkt!, zone, ExportSource.ReadAsync(db, layer, parameters, system, ct));
        SetFileName(http.Response, $"{layer.Title}-{county}-{TimeZoneInfo.ConvertTime(now, zone):yyyyMMdd}.{extension}");
        return format.IsStreamed
            ? TypedResults.Stream(stream => format.WriteAsync(job, stream, ct), format.ContentType)
            : await WriteFirstAsync(job, format, http.Response, ct);
    }

    // Into a file without a name: whatever happens, nothing is left of it.
    private static async Task<IResult> WriteFirstAsync(ExportJob job, ExportFormat format, HttpResponse response, CancellationToken ct)
    {
        var file = ExportTempFile.Create();
        try
        {
            await format.WriteAsync(job, file, ct);
            file.Position = 0;
            return TypedResults.Stream(file, format.ContentType);
        }
        catch (Exception failure)
        {
            await file.DisposeAsync();
            response.Headers.ContentDisposition = default;
            if (failure is ExportTooLargeException) return Problems.Of(413, "too-large", "The export is too large", failure.Message);
            throw;
        }
    }

    private static bool TryGetSystem(string? crs, out CoordinateSystem system, out string refusal)
    {
        system = CoordinateSystems.Wgs84;
        refusal = "";
        if (crs is null) return true;
        if (crs.Length > 40 || !CoordinateSystems.TryGet(crs, out var found, out _) || found.Srid == 0 || found.EsriWkt is null)
        {
            refusal = "files are written in EPSG:4326, EPSG:4490, the Gauss-Krüger zones and the other systems with an EPSG number that docs/coordinates.md lists.";
            return false;
        }

        system = found;
        return true;
    }

    private static void SetFileName(HttpResponse response, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
