using System.Globalization;
using GridMap.Server.WallSheets.Fonts;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>What stands around the map: title, legend, scale, north, date.</summary>
internal sealed class SheetFurniture(SheetSubject subject, SheetWords words, SheetType type, SheetPaper paper)
{
    private const float LegendRow = 1.9f;

    /// <summary>The title with what the sheet counts and which division it shows.</summary>
    public void DrawHead(SKCanvas canvas, float pageWidth)
    {
        var (left, right) = (paper.Margin, pageWidth - paper.Margin);
        var title = words.Title(subject.Title);
        var size = Math.Min(paper.Title, paper.Title * (right - left) / type.Width(title, paper.Title));
        type.DrawBold(canvas, title, left, paper.Margin + paper.Title * 0.92f, size, SheetInk.Ink);
        using var accent = SheetInk.Fill(SheetInk.Accent);
        var rule = paper.Margin + paper.Title * 1.25f;
        canvas.DrawRect(left, rule, right - left, paper.Note * 0.28f, accent);
        using var ink = SheetInk.Fill(SheetInk.Ink2);
        var (text, y) = (paper.Note * 1.1f, rule + paper.Note * 1.9f);
        var counted = $"{words.GridCount(subject.Grids.Count)}   {words.Area(subject.Grids.Sum(grid => grid.AreaSquareMetres))}";
        type.Draw(canvas, counted, left, y, text, ink);
        if (subject.Division is not { } division) return;
        var version = words.Division(division, subject.Zone);
        var fitting = Math.Min(text, text * (right - left - type.Width(counted, text) - 4 * text) / type.Width(version, text));
        type.Draw(canvas, version, right - type.Width(version, fitting), y, fitting, ink);
    }

    /// <summary>Legend, scale bar, north and date beneath the map.</summary>
    public void DrawStrip(SKCanvas canvas, SKRect strip, SheetPlane plane, int denominator)
    {
        var x = DrawLegend(canvas, strip.Left, strip.Top);
        DrawScale(canvas, x + paper.Note * 4, strip.Top, plane, denominator);
        DrawNorth(canvas, strip.Right - paper.Note * 3, strip.MidY);
        using var ink = SheetInk.Fill(SheetInk.Ink2);
        string[] said = [words.Made(TimeZoneInfo.ConvertTime(subject.Now, subject.Zone)), words.Datum, Projection(), words.GridsColoured];
        foreach (var (at, line) in said.Index())
            type.Draw(canvas, line, strip.Right - paper.Note * 7 - type.Width(line, paper.Note), strip.Top + Row(at), paper.Note, ink);
    }

    /// <summary>Which page of how many, at the foot of each.</summary>
    public void DrawPage(SKCanvas canvas, float pageWidth, float pageHeight, int page, int pages)
    {
        if (pages == 1) return;
        using var ink = SheetInk.Fill(SheetInk.Ink3);
        var text = words.Page(page, pages);
        type.Draw(canvas, text, (pageWidth - type.Width(text, paper.Note)) / 2, pageHeight - paper.Margin * 0.45f, paper.Note, ink);
    }

    private float Row(int at) => paper.Note * (2.3f + LegendRow * at);

    private string Projection()
    {
        var latitude = subject.Bounds.Centre.Y;
        var (degrees, minutes) = ((int)Math.Abs(latitude), (int)Math.Round(Math.Abs(latitude) % 1 * 60));
        if (minutes == 60) (degrees, minutes) = (degrees + 1, 0);
        return words.Projection($"{(latitude < 0 ? "−" : "")}{degrees.ToString(CultureInfo.InvariantCulture)}°{minutes.ToString("00", CultureInfo.InvariantCulture)}′");
    }

    private float DrawLegend(SKCanvas canvas, float left, float top)
    {
        using var ink = SheetInk.Fill(SheetInk.Ink);
        type.DrawBold(canvas, words.Legend, left, top + Row(0), paper.Note * 1.2f, SheetInk.Ink);
        var x = left + type.Width(words.Legend, paper.Note * 1.2f) + paper.Note * 2;
        foreach (var column in LegendColumns())
        {
            foreach (var (at, (draw, said)) in column.Index())
            {
                draw(canvas, x, top + Row(at) - paper.Note * 0.36f);
                type.Draw(canvas, said, x + paper.Note * 4.4f, top + Row(at), paper.Note, ink);
            }

            x += paper.Note * 6.6f + column.Max(entry => type.Width(entry.Said, paper.Note));
        }

        return x;
    }

    private (Action<SKCanvas, float, float> Draw, string Said)[][] LegendColumns() =>
    [
        [
            (Line(SheetInk.Accent, 3.6f, 15), words.AreaBorder), (Line(SheetInk.TownBorder, 2.8f, 9), words.TownBorder),
            (Line(SheetInk.CommunityBorder, 1.7f, 0), words.CommunityBorder), (Line(SheetInk.GridBorder, 0.9f, 0), words.GridBorder),
        ],
        [.. StreetStyle.All.Reverse().Select(style => (Street(style), StreetName(style.Class)))],
        [(Sample(subject.Grids[0].Code.Length > 6 ? "…" + subject.Grids[0].Code[^3..] : subject.Grids[0].Code, SheetInk.Ink), words.InGrid), (Sample("1", SheetInk.Accent), words.AsNumber)],
    ];

    private string StreetName(string name) => name switch
    {
        "main" => words.MainStreet,
        "secondary" => words.SecondaryStreet,
        "lane" => words.Lane,
        _ => words.River,
    };

    private Action<SKCanvas, float, float> Line(SKColor colour, float width, float band) => (canvas, x, y) =>
    {
        using var pale = SheetInk.Stroke(colour.WithAlpha(0x30), Math.Min(band * paper.Stroke, paper.Note));
        using var line = SheetInk.Stroke(colour, width * paper.Stroke);
        if (band > 0) canvas.DrawLine(x, y, x + paper.Note * 3.4f, y, pale);
        canvas.DrawLine(x, y, x + paper.Note * 3.4f, y, line);
    };

    private Action<SKCanvas, float, float> Street(StreetStyle style) => (canvas, x, y) =>
    {
        using var ground = SheetInk.Fill(SheetInk.Grids[0]);
        using var edge = SheetInk.Stroke(style.Edge ?? style.Colour, (style.Width + StreetStyle.EdgeWidth) * paper.Stroke);
        using var line = SheetInk.Stroke(style.Colour, style.Width * paper.Stroke);
        edge.StrokeCap = line.StrokeCap = SKStrokeCap.Butt;
        canvas.DrawRect(x, y - paper.Note * 0.6f, paper.Note * 3.4f, paper.Note * 1.2f, ground);
        canvas.DrawLine(x, y, x + paper.Note * 3.4f, y, edge);
        canvas.DrawLine(x, y, x + paper.Note * 3.4f, y, line);
    };

    private Action<SKCanvas, float, float> Sample(string text, SKColor colour) => (canvas, x, y) =>
    {
        using var ground = SheetInk.Fill(SheetInk.Grids[0]);
        using var border = SheetInk.Stroke(SheetInk.GridBorder, 0.9f * paper.Stroke);
        using var ink = SheetInk.Fill(colour);
        var box = new SKRect(x, y - paper.Note * 0.75f, x + paper.Note * 3.4f, y + paper.Note * 0.75f);
        canvas.DrawRect(box, ground);
        canvas.DrawRect(box, border);
        type.Draw(canvas, text, box.MidX - type.Width(text, paper.Note * 0.86f) / 2, y + paper.Note * 0.32f, paper.Note * 0.86f, ink);
    };

    private void DrawScale(SKCanvas canvas, float x, float top, SheetPlane plane, int denominator)
    {
        type.DrawBold(canvas, words.Scale(denominator), x, top + Row(0), paper.Note * 1.2f, SheetInk.Ink);
        var metres = SheetScale.BarMetres(paper.Note * 22 / plane.PointsPerMetre);
        var (length, y) = ((float)(metres * plane.PointsPerMetre), top + Row(1));
        using var dark = SheetInk.Fill(SheetInk.Ink);
        using var edge = SheetInk.Stroke(SheetInk.Ink, paper.Note * 0.08f);
        for (var part = 0; part < 4; part += 2) canvas.DrawRect(x + length * part / 4, y, length / 4, paper.Note * 0.5f, dark);
        canvas.DrawRect(x, y, length, paper.Note * 0.5f, edge);
        foreach (var part in new[] { 0, 0.5f, 1 })
        {
            var text = Distance(metres * part, metres, isLast: part == 1);
            type.Draw(canvas, text, x + length * part - (part == 0 ? 0 : type.Width(Distance(metres * part, metres, false), paper.Note) / 2), y + paper.Note * 1.8f, paper.Note, dark);
        }
    }

    private static string Distance(double metres, double whole, bool isLast)
    {
        var (value, unit) = whole >= 1000 ? (metres / 1000, " km") : (metres, " m");
        return value.ToString("0.##", CultureInfo.InvariantCulture) + (isLast ? unit : "");
    }

    private static SKPath Polygon(ReadOnlySpan<SKPoint> corners)
    {
        using var path = new SKPathBuilder();
        path.AddPoly(corners, true);
        return path.Detach();
    }

    private void DrawNorth(SKCanvas canvas, float x, float y)
    {
        var size = paper.Note * 3.4f;
        using var dark = SheetInk.Fill(SheetInk.Ink);
        using var edge = SheetInk.Stroke(SheetInk.Ink, paper.Note * 0.1f);
        using var half = Polygon([new(x, y - size * 0.55f), new(x, y + size * 0.45f), new(x - size * 0.36f, y + size * 0.75f)]);
        using var whole = Polygon([new(x, y - size * 0.55f), new(x + size * 0.36f, y + size * 0.75f), new(x, y + size * 0.45f), new(x - size * 0.36f, y + size * 0.75f)]);
        canvas.DrawPath(half, dark);
        canvas.DrawPath(whole, edge);
        type.DrawBold(canvas, words.North, x - type.Width(words.North, paper.Note * 1.2f) / 2, y - size * 0.7f, paper.Note * 1.2f, SheetInk.Ink);
    }
}
