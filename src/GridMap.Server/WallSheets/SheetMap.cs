using GridMap.Contracts.Grids;
using GridMap.Server.WallSheets.Fonts;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>The map in its frame: grounds, streets, borders, texts, one above the other.</summary>
internal sealed class SheetMap
{
    private const double PoleTolerancePoints = 2;
    private readonly SheetSubject _subject;
    private readonly SheetPaper _paper;
    private readonly SheetType _type;
    private readonly SKRect _frame;
    private readonly IReadOnlyList<Geometry> _grids;
    private readonly Geometry _whole;
    private readonly IReadOnlyList<(SheetArea Area, Geometry Shape)> _areas;
    private readonly ILookup<string, (SheetStreet Street, Geometry Shape)> _streets;

    public SheetMap(SheetSubject subject, SheetPaper paper, SheetType type, SheetPlane plane, SKRect frame)
    {
        (_subject, _paper, _type, _frame) = (subject, paper, type, frame);
        _grids = [.. subject.Grids.Select(grid => plane.At(grid.Shape))];
        _areas = [.. subject.Areas.Select(area => (area, plane.At(area.Shape)))];
        _streets = subject.Streets.Select(street => (street, plane.At(street.Shape))).ToLookup(pair => pair.street.Class);
        _whole = WholeArea();
    }

    public void Draw(SKCanvas canvas)
    {
        canvas.Save();
        canvas.ClipRect(_frame);
        using (var ground = SheetInk.Fill(SheetInk.Ground)) canvas.DrawRect(_frame, ground);
        DrawAround(canvas);
        DrawGrids(canvas);
        foreach (var style in StreetStyle.All) DrawStreets(canvas, style);
        DrawBorders(canvas);
        DrawAreaNames(canvas);
        DrawLabels(canvas);
        canvas.Restore();
        using var edge = SheetInk.Stroke(SheetInk.Ink, 1.6f * _paper.Stroke);
        canvas.DrawRect(_frame, edge);
    }

    private void DrawAround(SKCanvas canvas)
    {
        using var ground = SheetInk.Fill(SheetInk.Around);
        using var border = SheetInk.Stroke(SheetInk.Ink3, 1.2f * _paper.Stroke);
        foreach (var (_, shape) in _areas.Where(one => !one.Area.IsWithin))
        {
            using var path = SheetPaths.Area(shape);
            canvas.DrawPath(path, ground);
            canvas.DrawPath(path, border);
        }
    }

    private void DrawGrids(SKCanvas canvas)
    {
        var colours = GridColouring.Colour(_grids);
        using var border = SheetInk.Stroke(SheetInk.GridBorder, 0.9f * _paper.Stroke);
        using var ground = SheetInk.Fill(SheetInk.Ground);
        var paths = _grids.Select(shape => SheetPaths.Area(shape)).ToList();
        foreach (var (path, colour) in paths.Zip(colours))
        {
            ground.Color = SheetInk.Grids[colour % SheetInk.Grids.Length];
            canvas.DrawPath(path, ground);
        }

        foreach (var path in paths)
        {
            canvas.DrawPath(path, border);
            path.Dispose();
        }
    }

    private void DrawStreets(SKCanvas canvas, StreetStyle style)
    {
        using var path = SheetPaths.Lines(_streets[style.Class].Select(one => one.Shape));
        if (style.Edge is { } edge)
        {
            using var outer = SheetInk.Stroke(edge, (style.Width + StreetStyle.EdgeWidth) * _paper.Stroke);
            canvas.DrawPath(path, outer);
        }

        using var inner = SheetInk.Stroke(style.Colour, style.Width * _paper.Stroke);
        canvas.DrawPath(path, inner);
    }

    private void DrawBorders(SKCanvas canvas)
    {
        DrawBorder(canvas, GridLevel.Community, SheetInk.CommunityBorder, 1.7f, 0);
        DrawBorder(canvas, GridLevel.Town, SheetInk.TownBorder, 2.4f, 10);
        using var whole = SheetPaths.Area(_whole);
        using var band = SheetInk.Stroke(SheetInk.Accent.WithAlpha(0x38), 15 * _paper.Stroke);
        using var line = SheetInk.Stroke(SheetInk.Accent, 3.6f * _paper.Stroke);
        canvas.DrawPath(whole, band);
        canvas.DrawPath(whole, line);
    }

    private void DrawBorder(SKCanvas canvas, string level, SKColor colour, float width, float bandWidth)
    {
        using var band = SheetInk.Stroke(colour.WithAlpha(0x2c), bandWidth * _paper.Stroke);
        using var line = SheetInk.Stroke(colour, width * _paper.Stroke);
        var paths = _areas.Where(one => one.Area.IsWithin && one.Area.Level == level).Select(one => SheetPaths.Area(one.Shape)).ToList();
        if (bandWidth > 0)
            foreach (var path in paths) canvas.DrawPath(path, band);
        foreach (var path in paths)
        {
            canvas.DrawPath(path, line);
            path.Dispose();
        }
    }

    // What the sheet is about: its towns, else its communities, else its grids; the fewest shapes that make it up.
    private Geometry WholeArea()
    {
        var within = _areas.Where(one => one.Area.IsWithin).ToLookup(one => one.Area.Level, one => one.Shape);
        IEnumerable<Geometry> parts = within[GridLevel.Town].Any() ? within[GridLevel.Town] : within[GridLevel.Community].Any() ? within[GridLevel.Community] : _grids;
        var all = _grids[0].Factory.BuildGeometry(parts);
        try
        {
            return CoverageUnion.Union(all);
        }
        catch (TopologyException)
        {
            // Within the county's tolerance borders may miss each other; that takes ten times as long.
            return OverlayNGRobust.Union(all);
        }
    }

    // Large and pale, beneath the codes.
    private void DrawAreaNames(SKCanvas canvas)
    {
        var level = _areas.Count(one => one.Area.IsWithin && one.Area.Level == GridLevel.Town) > 1 ? GridLevel.Town : GridLevel.Community;
        var size = _paper.Text * (level == GridLevel.Town ? 4.2f : 2.8f);
        using var pale = SheetInk.Fill(SheetInk.TownBorder.WithAlpha(0x3e));
        foreach (var (area, shape) in _areas.Where(one => one.Area.IsWithin && one.Area.Level == level)) DrawName(canvas, area.Name, shape, size, pale);
        using var grey = SheetInk.Fill(SheetInk.Ink3);
        var frame = new GeometryFactory().ToGeometry(new Envelope(_frame.Left, _frame.Right, _frame.Top, _frame.Bottom));
        foreach (var (area, shape) in _areas.Where(one => !one.Area.IsWithin))
            if (Visible(shape, frame) is { IsEmpty: false } part) DrawName(canvas, area.Name, part, _paper.Text * 1.6f, grey);
    }

    private Geometry Visible(Geometry shape, Geometry frame) =>
        OverlayNGRobust.Overlay(OverlayNGRobust.Overlay(shape, frame, SpatialFunction.Intersection), _whole, SpatialFunction.Difference);

    private void DrawName(SKCanvas canvas, string name, Geometry shape, float size, SKPaint paint)
    {
        if (SheetPaths.Parts<Polygon>(shape).MaxBy(part => part.Area) is not { } polygon) return;
        var at = MaximumInscribedCircle.GetCenter(polygon, PoleTolerancePoints).Coordinate;
        var width = _type.Width(name, size);
        // Across its ground, no farther.
        var fitting = size * (float)Math.Min(1, polygon.EnvelopeInternal.Width * 0.92 / width);
        if (fitting < _paper.Text) return;
        _type.Draw(canvas, name, (float)at.X - _type.Width(name, fitting) / 2, (float)at.Y + fitting * 0.36f, fitting, paint);
    }

    private void DrawLabels(SKCanvas canvas)
    {
        var (labels, taken) = (new GridLabels(_type, _paper), new TakenGround());
        List<(SheetLabel Label, Envelope Covered)> ofGrids = [.. _grids.AsParallel().AsOrdered()
            .Select((shape, at) => labels.Place(at + 1, _subject.Grids[at], shape)).Select(label => (label, labels.Covered(label)))];
        foreach (var (_, covered) in ofGrids) taken.Take(covered);
        var ofStreets = new StreetLabels(_type, _paper, _frame, taken);
        using var halo = SheetInk.Stroke(SKColors.White.WithAlpha(0xD8), 1);
        using var fill = SheetInk.Fill(SheetInk.Ink);
        foreach (var style in StreetStyle.All.OrderByDescending(style => style.NameSize))
            foreach (var (street, shape) in _streets[style.Class])
                foreach (var label in ofStreets.Place(street.Name, style, shape)) label.Draw(canvas, _type, halo, fill);
        var lines = PreparedGeometryFactory.Prepare(_grids[0].Factory.BuildGeometry(_streets.SelectMany(ofClass => ofClass.SelectMany(one => SheetPaths.Parts<LineString>(one.Shape)))));
        // A halo is as many lines as the characters have: only where a street runs beneath.
        foreach (var (label, covered) in ofGrids) label.Draw(canvas, _type, lines.Intersects(_grids[0].Factory.ToGeometry(covered)) ? halo : null, fill);
    }
}
