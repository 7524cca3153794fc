using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Divisions;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Uploads;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Import.DivisionCodeLists;

/// <summary>The county's list of division codes, against which towns and communities of drafts are checked.</summary>
internal static class DivisionCodesEndpoints
{
    // A city's list has a megabyte.
    private const int MostBytes = 20_000_000;

    public static void MapDivisionCodes(this IEndpointRouteBuilder routes)
    {
        var codes = routes.MapGroup("/counties/{county}/division-codes").WithTags("Divisions");
        codes.MapGet("", ListCodes).Knows().Produces<List<DivisionCode>>()
            .WithSummary("The county's list of division codes; empty where it has none");
        codes.MapPut("", SetCodes).Knows()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithMetadata(new AcceptsMetadata(["multipart/form-data"], typeof(UploadForm)))
            .Produces<DivisionCodesTaken>()
            .WithSummary("Puts a file's codes in the place of the list; drafts have to be checked again");
        codes.MapDelete("", RemoveCodes).Knows().Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes the list; nothing is checked against one any more");
    }

    private static async Task<IResult> ListCodes(string county, NpgsqlDataSource db, CancellationToken ct) => TypedResults.Ok(await db.ListAsync(
        "SELECT code, name FROM division_code WHERE county_code = $1 ORDER BY code", [county], row => new DivisionCode(row.GetString(0), row.GetString(1)), ct));

    private static async Task<IResult> SetCodes(string county, HttpRequest request, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        try
        {
            await using var upload = await Upload.ReceiveAsync(request, MostBytes, ct);
            using var file = ImportFile.Probe(upload.Content, upload.FileName, statedEncoding: null, MostBytes);
            var read = DivisionCodeFile.Read(file, county);
            var taken = new DivisionCodesTaken(read.Codes.Count, read.LeftOut);
            await StoreAsync(db, caller, county, read.Codes, new("division-codes.set", "county", county, Detail: new { upload.FileName, taken }), ct);
            return TypedResults.Ok(taken);
        }
        catch (FileRefusedException refused)
        {
            return ImportEndpoints.Problem(refused);
        }
    }

    private static async Task<IResult> RemoveCodes(string county, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        await StoreAsync(db, caller, county, [], new("division-codes.removed", "county", county), ct);
        return TypedResults.NoContent();
    }

    private static Task<int> StoreAsync(
        NpgsqlDataSource db, Caller caller, string county, IReadOnlyList<DivisionCode> codes, AuditRecord record, CancellationToken ct) =>
        db.WriteAsync(caller, async connection =>
        {
            await DivisionLock.TakeAsync(connection, county, ct);
            // A statement of its own: within one, the new rows come before the old ones are gone.
            await connection.ExecuteAsync("DELETE FROM division_code WHERE county_code = $1", [county], ct);
            var stored = await connection.ExecuteAsync(Sql.For("Import/DivisionCodeLists/store-codes"),
                [county, codes.Select(code => code.Code).ToArray(), codes.Select(code => code.Name).ToArray()], ct);
            return (stored, record);
        }, ct);
}
