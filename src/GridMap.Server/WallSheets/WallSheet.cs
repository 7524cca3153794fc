using GridMap.Server.WallSheets.Fonts;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Draws a sheet: the map and as much of the table as stands beside it, and pages with the rest of the table.</summary>
internal sealed class WallSheet : IDisposable
{
    private readonly SheetSubject _subject;
    private readonly SheetPaper _paper;
    private readonly SheetWords _words;
    private readonly SheetType _type;
    private readonly SheetTable _table;
    private readonly SheetFurniture _furniture;
    private readonly SheetLayout _layout;

    /// <summary>Lays a sheet out.</summary>
    /// <param name="subject">What it shows.</param>
    /// <param name="paper">On what.</param>
    /// <param name="orientation">One of <see cref="SheetLayout.Orientations"/>; null for whichever gives the larger map.</param>
    /// <param name="words">In which language.</param>
    /// <param name="fonts">Set in which fonts.</param>
    public WallSheet(SheetSubject subject, SheetPaper paper, string? orientation, SheetWords words, SheetFonts fonts)
    {
        (_subject, _paper, _words) = (subject, paper, words);
        _type = SheetType.Of(fonts, [.. subject.Texts, .. words.All, words.Made(TimeZoneInfo.ConvertTime(subject.Now, subject.Zone)), subject.Division is { } division ? words.Division(division, subject.Zone) : ""]);
        _table = new(subject, words, _type, paper);
        _furniture = new(subject, words, _type, paper);
        _layout = SheetLayout.Best(paper, orientation, _table, subject.Bounds);
    }

    public void Dispose() => _type.Dispose();

    /// <summary>Writes it as a PDF.</summary>
    /// <exception cref="OperationCanceledException">Between two pages.</exception>
    public void Write(Stream stream, CancellationToken ct)
    {
        var pages = PlanPages();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = _words.Title(_subject.Title),
            Creator = "GridMap",
            Producer = "GridMap, Skia",
            Creation = _subject.Now.UtcDateTime,
            Modified = _subject.Now.UtcDateTime,
            RasterDpi = SKDocument.DefaultRasterDpi,
            EncodingQuality = 101,
        };
        using var document = SKDocument.CreatePdf(stream, metadata);
        for (var page = 0; page < pages.Count; page++)
        {
            ct.ThrowIfCancellationRequested();
            var canvas = document.BeginPage(_layout.PageWidth, _layout.PageHeight);
            if (page == 0) DrawFirst(canvas, pages[0], pages.Count);
            else DrawRest(canvas, pages[page]);
            _furniture.DrawPage(canvas, _layout.PageWidth, _layout.PageHeight, page + 1, pages.Count);
            document.EndPage();
        }

        document.Close();
    }

    private SKRect RestOfPage => new(
        _paper.Margin, _paper.Margin + _paper.Text * 4, _layout.PageWidth - _paper.Margin, _layout.PageHeight - _paper.Margin - _paper.Text);

    // Of each page the lines with which its columns begin, and the one after its last.
    private List<List<int>> PlanPages()
    {
        var pages = new List<List<int>> { Plan(0, _layout.Table.Height, _layout.Columns) };
        var rest = RestOfPage;
        while (pages[^1][^1] < _table.Lines.Count) pages.Add(Plan(pages[^1][^1], rest.Height, SheetLayout.ColumnsWithin(rest.Width, _table)));
        return pages;
    }

    private List<int> Plan(int from, float height, int columns)
    {
        List<int> begins = [from];
        while (begins.Count <= columns && begins[^1] < _table.Lines.Count) begins.Add(_table.Next(begins[^1], height));
        return begins;
    }

    private void DrawFirst(SKCanvas canvas, List<int> begins, int pages)
    {
        var plane = new SheetPlane(_subject.Bounds, _layout.Map, _layout.Denominator);
        _furniture.DrawHead(canvas, _layout.PageWidth);
        new SheetMap(_subject, _paper, _type, plane, _layout.Map).Draw(canvas);
        DrawColumns(canvas, _layout.Table, _layout.Columns, begins);
        var bottom = _layout.PageHeight - _paper.Margin - _paper.Strip;
        _furniture.DrawStrip(canvas, new(_paper.Margin, bottom, _layout.PageWidth - _paper.Margin, bottom + _paper.Strip), plane, _layout.Denominator);
        if (pages == 1) return;
        using var ink = SheetInk.Fill(SheetInk.Accent);
        var more = _words.More(2);
        _type.Draw(canvas, more, _layout.PageWidth - _paper.Margin - _type.Width(more, _paper.Text), _layout.PageHeight - _paper.Margin * 0.45f, _paper.Text, ink);
    }

    private void DrawRest(SKCanvas canvas, List<int> begins)
    {
        var rest = RestOfPage;
        var title = $"{_words.Title(_subject.Title)} · {_words.TableContinued}";
        var size = Math.Min(_paper.Text * 2, _paper.Text * 2 * rest.Width / _type.Width(title, _paper.Text * 2));
        _type.DrawBold(canvas, title, rest.Left, _paper.Margin + _paper.Text * 2, size, SheetInk.Ink);
        DrawColumns(canvas, rest, SheetLayout.ColumnsWithin(rest.Width, _table), begins);
    }

    private void DrawColumns(SKCanvas canvas, SKRect part, int columns, List<int> begins)
    {
        var width = _table.Stretched(part.Width, columns);
        for (var column = 0; column + 1 < begins.Count; column++)
            _table.Draw(canvas, part.Left + column * (width + _table.Gap), part.Top, width, begins[column], begins[column + 1]);
    }
}
