using System.ComponentModel;
using System.Globalization;
using GridMap.Server.Platform;
using GridMap.Server.WallSheets.Fonts;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GridMap.Server.WallSheets;

/// <summary>Wall sheets (挂图).</summary>
internal static class WallSheetEndpoints
{
    private const string ContentType = "application/pdf";

    /// <summary>Registers it.</summary>
    public static void AddWallSheets(this IServiceCollection services) => services.AddOptions<WallSheetOptions>().BindConfiguration("WallSheets");

    public static void MapWallSheets(this IEndpointRouteBuilder routes) => routes
        .MapGet("/counties/{county}/wall-sheet.pdf", DrawWallSheet).WithTags("Wall sheets").Knows("area", "paper", "orientation", "lang")
        .Produces<string>(contentType: ContentType)
        .WithSummary("A map of the responsibility grids to hang on a wall, with a table of who answers for them");

    private static async Task<IResult> DrawWallSheet(
        string county,
        [Description("Code of a grid of any level; the whole county where nothing is said")] string? area,
        [Description("A0 (default), A1, A2 or A3")] string? paper,
        [Description("landscape or portrait; whichever gives the larger map where nothing is said")] string? orientation,
        [Description("zh (default) or en")] string? lang,
        NpgsqlDataSource db, IOptions<WallSheetOptions> options, HttpResponse response, CancellationToken ct)
    {
        var sizes = SheetPaper.All.Select(size => size.Name).ToList();
        var wrong = Check.Parameters().OneOf("paper", paper ?? sizes[0], sizes).OneOf("orientation", orientation ?? SheetLayout.Orientations[0], SheetLayout.Orientations)
            .OneOf("lang", lang ?? SheetWords.Languages[0], SheetWords.Languages).Text("area", area, 100).Problem;
        if (wrong is not null) return wrong;
        if (SheetFonts.Find(options.Value.Fonts) is not { } fonts) return Problems.FontMissing();
        if (await SheetReader.ReadAsync(db, county, area, ct) is not { } subject) return Problems.CountyNotFound(county);
        if (area is not null && subject.Area is null) return Problems.NotFound("grid", area);
        if (subject.Grids is []) return Problems.Conflict("There are no responsibility grids to draw; import them first.");
        try
        {
            var file = Draw(subject, SheetPaper.All.First(size => size.Name == (paper ?? size.Name)), orientation, lang, fonts, ct);
            SetFileName(response, subject, county, paper ?? sizes[0]);
            return TypedResults.Stream(file, ContentType);
        }
        catch (InvalidDataException)
        {
            // A file is there, but no font that a PDF can hold as text.
            return Problems.FontMissing();
        }
    }

    // Drawn whole before it is sent: what fails is told as a problem, not by half a file.
    private static MemoryStream Draw(SheetSubject subject, SheetPaper paper, string? orientation, string? lang, SheetFonts fonts, CancellationToken ct)
    {
        var file = new MemoryStream();
        using var sheet = new WallSheet(subject, paper, orientation, new(isEnglish: lang == "en"), fonts);
        sheet.Write(file, ct);
        file.Position = 0;
        return file;
    }

    private static void SetFileName(HttpResponse response, SheetSubject subject, string county, string paper)
    {
        var day = TimeZoneInfo.ConvertTime(subject.Now, subject.Zone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"挂图-{subject.Area?.Code ?? county}-{paper}-{day}.pdf");
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
