using System.Globalization;
using GridMap.Server.WallSheets.Fonts;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>The table of all grids: which, whose, whom to call. It flows over columns and pages, and leaves nobody out.</summary>
internal sealed class SheetTable
{
    // In sizes of the text.
    private const float LineHeight = 1.32f, PaddingBeside = 0.45f, PaddingAbove = 0.22f, BaseLine = 1.02f, HeadingSize = 1.04f, MostStretched = 1.4f;

    private readonly SheetType _type;
    private readonly float _size;
    private readonly List<Column> _columns;
    private readonly List<string> _groups;
    private readonly string _continued;

    public SheetTable(SheetSubject subject, SheetWords words, SheetType type, SheetPaper paper)
    {
        (_type, _size, _continued) = (type, paper.Text, words.Continued);
        _columns = [.. Columns(subject, words)];
        Width = _columns.Sum(column => column.Width);
        (Lines, _groups) = Fill(subject.Grids);
    }

    /// <summary>Of one column of the flow; it may be drawn wider, see <see cref="Stretched"/>.</summary>
    public float Width { get; }

    /// <summary>Between two columns of the flow.</summary>
    public float Gap => 2 * _size;

    /// <summary>Of the headings at the top of each column of the flow.</summary>
    public float HeadHeight => _size * (LineHeight + 4 * PaddingAbove);

    /// <summary>Every line, in order.</summary>
    public IReadOnlyList<TableLine> Lines { get; }

    /// <summary>The first line that has no room beneath another in a column of this height; at least one has.</summary>
    public int Next(int from, float height)
    {
        var at = from;
        var left = height - HeadHeight - (IsInGroup(from) ? HeadingHeight : 0);
        while (at < Lines.Count && (left -= Lines[at].Height) >= 0) at++;
        // A name without anything beneath it goes on with what it names.
        if (at > from + 1 && at < Lines.Count && Lines[at - 1].Heading is not null) at--;
        return Math.Max(at, from + 1);
    }

    /// <summary>How wide columns of the flow are that fill a width.</summary>
    public float Stretched(float width, int columns) => Math.Clamp((width + Gap) / columns - Gap, Width, Width * MostStretched);

    /// <summary>Draws a column of the flow.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="left">Its left edge.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="width">Its width; see <see cref="Stretched"/>.</param>
    /// <param name="from">Its first line.</param>
    /// <param name="to">The line after its last.</param>
    public void Draw(SKCanvas canvas, float left, float top, float width, int from, int to)
    {
        var y = DrawHead(canvas, left, top, width);
        if (IsInGroup(from)) y = DrawHeading(canvas, _groups[Lines[from].Group] + _continued, left, y, width);
        using var rule = SheetInk.Stroke(SheetInk.Line, _size * 0.05f);
        using var ink = SheetInk.Fill(SheetInk.Ink);
        for (var at = from; at < to; at++)
        {
            if (Lines[at].Heading is { } heading)
            {
                y = DrawHeading(canvas, heading, left, y, width);
                continue;
            }

            DrawCells(canvas, Lines[at].Cells, left, y, width, ink);
            y += Lines[at].Height;
            canvas.DrawLine(left, y, left + width, y, rule);
        }
    }

    private float HeadingHeight => _size * (LineHeight + 3 * PaddingAbove);

    private bool IsInGroup(int at) => _groups.Count > 0 && Lines[at].Heading is null;

    private IEnumerable<Column> Columns(SheetSubject subject, SheetWords words)
    {
        var numbers = subject.Grids.Index().ToDictionary(one => one.Item.Code, one => one.Index + 1, StringComparer.Ordinal);
        (string Heading, float MostEms, Func<SheetGrid, IEnumerable<string>> Of)[] all =
        [
            (words.Number, 5, grid => [numbers[grid.Code].ToString(CultureInfo.InvariantCulture)]),
            (words.Code, 14, grid => [grid.Code]),
            (words.Name, 12, grid => [grid.Name]),
            (words.LeadUnit, 13, grid => [grid.LeadUnit ?? words.NoLeadUnit]),
            (words.Phone, 9, grid => [grid.Phone ?? ""]),
            (words.Leaders, 8, grid => grid.Leaders),
            (words.Contacts, 12, grid => grid.Contacts),
        ];
        foreach (var (heading, mostEms, of) in all)
        {
            var widest = subject.Grids.SelectMany(of).Select(text => _type.Width(text, _size)).DefaultIfEmpty(0).Max();
            // Nobody has leaders named: no column.
            if (widest == 0) continue;
            var width = Math.Max(Math.Min(widest, mostEms * _size), Math.Min(_type.Width(heading, _size), mostEms * _size)) + 2 * PaddingBeside * _size;
            yield return new(heading, width, heading == words.Number, of);
        }
    }

    private (List<TableLine> Lines, List<string> Groups) Fill(IReadOnlyList<SheetGrid> grids)
    {
        // What all have above them is said by the title.
        var common = Enumerable.Range(0, grids[0].AboveCodes.Length).TakeWhile(at =>
            grids.All(grid => at < grid.AboveCodes.Length && grid.AboveCodes[at] == grids[0].AboveCodes[at])).Count();
        var (lines, groups, key) = (new List<TableLine>(), new List<string>(), "");
        foreach (var grid in grids)
        {
            var above = string.Join('\n', grid.AboveCodes.Skip(common));
            if (above != key)
            {
                key = above;
                groups.Add(string.Join(" · ", grid.AboveNames.Skip(common)));
                if (above is not "") lines.Add(new(groups.Count - 1, groups[^1], [], HeadingHeight));
            }

            List<IReadOnlyList<string>> cells = [.. _columns.Select(column => Wrapped(column, grid))];
            lines.Add(new(Math.Max(0, groups.Count - 1), null, cells, _size * (LineHeight * cells.Max(cell => cell.Count) + 2 * PaddingAbove)));
        }

        return (lines, groups);
    }

    private List<string> Wrapped(Column column, SheetGrid grid) =>
        [.. column.Of(grid).SelectMany(text => _type.Wrap(text, _size, column.Width - 2 * PaddingBeside * _size + 0.01f))];

    // The figures' column stays narrow where the others are drawn wider.
    private float WidthOf(Column column, float width)
    {
        var figures = _columns[0].Width;
        return column.IsFigure ? column.Width : column.Width * (width - figures) / (Width - figures);
    }

    private float DrawHead(SKCanvas canvas, float left, float top, float width)
    {
        using var ground = SheetInk.Fill(SheetInk.Accent);
        using var white = SheetInk.Fill(SKColors.White);
        canvas.DrawRect(left, top, width, HeadHeight, ground);
        foreach (var column in _columns)
        {
            var text = _type.Wrap(column.Heading, _size, column.Width)[0];
            _type.Draw(canvas, text, left + PaddingBeside * _size, top + (2 * PaddingAbove + BaseLine) * _size, _size, white);
            left += WidthOf(column, width);
        }

        return top + HeadHeight;
    }

    private float DrawHeading(SKCanvas canvas, string heading, float left, float y, float width)
    {
        using var ground = SheetInk.Fill(SheetInk.AccentSoft);
        canvas.DrawRect(left, y, width, HeadingHeight, ground);
        var text = _type.Wrap(heading, _size * HeadingSize, Width - 2 * PaddingBeside * _size) is [var first, ..] ? first : "";
        _type.DrawBold(canvas, text, left + PaddingBeside * _size, y + (1.5f * PaddingAbove + BaseLine) * _size, _size * HeadingSize, SheetInk.Accent);
        return y + HeadingHeight;
    }

    private void DrawCells(SKCanvas canvas, IReadOnlyList<IReadOnlyList<string>> cells, float left, float y, float width, SKPaint ink)
    {
        foreach (var (column, lines) in _columns.Zip(cells))
        {
            foreach (var (at, line) in lines.Index())
            {
                var x = column.IsFigure ? left + column.Width - PaddingBeside * _size - _type.Width(line, _size) : left + PaddingBeside * _size;
                ink.Color = column.IsFigure ? SheetInk.Accent : SheetInk.Ink;
                _type.Draw(canvas, line, x, y + (PaddingAbove + BaseLine + at * LineHeight) * _size, _size, ink);
            }

            left += WidthOf(column, width);
        }
    }

    /// <param name="Heading">What stands above it.</param>
    /// <param name="Width">With the room beside the text.</param>
    /// <param name="IsFigure">Whether it is set to the right.</param>
    /// <param name="Of">The texts of a grid in it.</param>
    private sealed record Column(string Heading, float Width, bool IsFigure, Func<SheetGrid, IEnumerable<string>> Of);
}
