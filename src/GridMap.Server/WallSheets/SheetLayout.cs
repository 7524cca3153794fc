using NetTopologySuite.Geometries;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Where map and table stand on the first page.</summary>
/// <param name="PageWidth">In points.</param>
/// <param name="PageHeight">In points.</param>
/// <param name="Map">The map's frame.</param>
/// <param name="Table">The table's part; its columns stand side by side in it.</param>
/// <param name="Columns">How many columns of the table.</param>
/// <param name="Denominator">Of the scale: the largest usual one at which the ground fits the frame.</param>
/// <param name="LinesLeft">How many lines of the table have no room on this page.</param>
internal sealed record SheetLayout(float PageWidth, float PageHeight, SKRect Map, SKRect Table, int Columns, int Denominator, int LinesLeft)
{
    // Ground leaves so much of the frame free.
    private const double Padding = 1.03;

    // Of the sheet, at most for the table.
    private const float MostForTable = 0.5f;

    // A table that stands whole beside its map is worth a map smaller by a third.
    private const double WholeTable = 1.34;

    /// <summary>Width before height, or after it.</summary>
    public static IReadOnlyList<string> Orientations { get; } = ["landscape", "portrait"];

    /// <summary>
    /// The layout with the largest map: the table beside it or beneath it, the paper upright or not where nothing was asked
    /// for. Among equal ones that with the most of the table, then that with the smallest part for it.
    /// </summary>
    public static SheetLayout Best(SheetPaper paper, string? orientation, SheetTable table, Envelope bounds)
    {
        var ground = SheetPlane.Metres(bounds);
        var all = from isUpright in new[] { false, true }
                  where orientation is null || orientation == Orientations[isUpright ? 1 : 0]
                  let body = Body(paper, isUpright)
                  from layout in Beside(paper, table, body, ground).Concat(Beneath(paper, table, body, ground))
                  orderby layout.Denominator * (layout.LinesLeft > 0 ? WholeTable : 1), layout.LinesLeft, layout.Table.Width * layout.Table.Height
                  select layout;
        return all.First();
    }

    /// <summary>The page between title and strip.</summary>
    public static SKRect Body(SheetPaper paper, bool isUpright)
    {
        var (width, height) = isUpright ? (paper.Short, paper.Long) : (paper.Long, paper.Short);
        return new(paper.Margin, paper.Margin + paper.Head, width - paper.Margin, height - paper.Margin - paper.Strip);
    }

    /// <summary>How many columns fit side by side.</summary>
    public static int ColumnsWithin(float width, SheetTable table) => Math.Max(1, (int)((width + table.Gap) / (table.Width + table.Gap)));

    private static IEnumerable<SheetLayout> Beside(SheetPaper paper, SheetTable table, SKRect body, (double Width, double Height) ground)
    {
        for (var columns = 1; columns <= ColumnsWithin(body.Width * MostForTable, table); columns++)
        {
            var left = body.Right - (columns * (table.Width + table.Gap) - table.Gap);
            yield return Of(paper, table, body, new(body.Left, body.Top, left - paper.Gap, body.Bottom), new(left, body.Top, body.Right, body.Bottom), columns, ground);
        }
    }

    private static IEnumerable<SheetLayout> Beneath(SheetPaper paper, SheetTable table, SKRect body, (double Width, double Height) ground)
    {
        var columns = ColumnsWithin(body.Width, table);
        for (var share = 0.06f; share <= MostForTable; share += 0.02f)
        {
            var top = body.Bottom - body.Height * share;
            yield return Of(paper, table, body, new(body.Left, body.Top, body.Right, top - paper.Gap), new(body.Left, top, body.Right, body.Bottom), columns, ground);
        }
    }

    private static SheetLayout Of(SheetPaper paper, SheetTable table, SKRect body, SKRect map, SKRect part, int columns, (double Width, double Height) ground)
    {
        var next = 0;
        for (var column = 0; column < columns && next < table.Lines.Count; column++) next = table.Next(next, part.Height);
        // A map narrower than its table's column is none.
        var metresPerPoint = Math.Max(ground.Width / Math.Max(1, map.Width), ground.Height / Math.Max(1, map.Height));
        return new(
            body.Right + paper.Margin, body.Bottom + paper.Strip + paper.Margin, map, part, columns,
            SheetScale.Fitting(Padding * 1000 * SheetPaper.Mm * metresPerPoint), table.Lines.Count - next);
    }
}
