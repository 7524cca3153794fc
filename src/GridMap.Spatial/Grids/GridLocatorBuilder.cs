using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Grids;

/// <summary>Draws the grids' borders into the raster of a <see cref="GridLocator"/> and fills what lies between.</summary>
internal sealed class GridLocatorBuilder
{
    private const int CellsPerPolygon = 1024;
    private const int FewestCells = 1 << 12;
    private const int MostCells = 1 << 22;

    // Where an edge enters and leaves a row is computed in floating point: a hundredth of a millimetre of margin is
    // a thousand times the rounding error of degrees and a thousandth of the smallest cell.
    private const double MarginDegrees = 1e-10;

    private readonly RasterFrame _frame;
    private readonly Edge[][] _edges;
    private readonly PolygonRows _polygons;
    private readonly RasterCells _cells;
    private readonly int[] _borderOf;

    private GridLocatorBuilder(List<Polygon> polygons)
    {
        var extent = new Envelope();
        foreach (var polygon in polygons)
            extent.ExpandToInclude(polygon.EnvelopeInternal);

        _frame = new RasterFrame(extent, Math.Clamp(polygons.Count * CellsPerPolygon, FewestCells, MostCells));
        _edges = [.. polygons.Select(EdgesOf)];
        _polygons = new PolygonRows(_frame, _edges);
        _cells = new RasterCells(_frame.Columns * _frame.Rows);
        _borderOf = new int[_frame.Columns * _frame.Rows];
    }

    public static GridLocator Build(IEnumerable<GridShape> grids)
    {
        var parts = grids
            .OrderBy(grid => grid.Code, StringComparer.Ordinal).ThenBy(grid => grid.GridId)
            .SelectMany(grid => PartsOf(grid).Select(part => (grid.GridId, Part: part)))
            .ToList();
        var builder = new GridLocatorBuilder([.. parts.Select(part => part.Part)]);
        for (var polygon = 0; polygon < parts.Count; polygon++)
            builder.Draw(polygon, parts[polygon].Part.EnvelopeInternal);

        var (cells, candidates) = builder._cells.Pack();
        return new GridLocator(builder._frame, builder._polygons, [.. parts.Select(part => part.GridId)], cells, candidates);
    }

    private static IEnumerable<Polygon> PartsOf(GridShape grid)
    {
        if (grid.Shape is not (Polygon or MultiPolygon))
            throw new ArgumentException($"Grid {grid.Code} is a {grid.Shape.GeometryType}, not a polygon.");
        if (!grid.Shape.IsEmpty && !new Envelope(-180, 180, -90, 90).Contains(grid.Shape.EnvelopeInternal))
            throw new ArgumentException($"Grid {grid.Code} leaves the range of longitude and latitude.");

        return Enumerable.Range(0, grid.Shape.NumGeometries)
            .Select(part => (Polygon)grid.Shape.GetGeometryN(part))
            .Where(part => !part.IsEmpty);
    }

    private static Edge[] EdgesOf(Polygon polygon) =>
        [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).SelectMany(EdgesOf)];

    private static IEnumerable<Edge> EdgesOf(LineString ring)
    {
        var line = ring.CoordinateSequence;
        for (var at = 1; at < line.Count; at++)
            yield return new Edge(line.GetX(at - 1), line.GetY(at - 1), line.GetX(at), line.GetY(at));
    }

    private void Draw(int polygon, Envelope extent)
    {
        foreach (var edge in _edges[polygon])
            MarkBorder(polygon, edge);

        var (west, east) = (_frame.Column(extent.MinX), _frame.Column(extent.MaxX));
        for (var row = _polygons.FirstRow(polygon); row <= _polygons.LastRow(polygon); row++)
            FillRow(polygon, row, west, east);
    }

    private void MarkBorder(int polygon, Edge edge)
    {
        var last = _frame.Row(Math.Max(edge.Y1, edge.Y2));
        for (var row = _frame.Row(Math.Min(edge.Y1, edge.Y2)); row <= last; row++)
        {
            var (west, east) = ReachInRow(edge, row);
            for (var column = _frame.Column(west); column <= _frame.Column(east); column++)
                _borderOf[row * _frame.Columns + column] = polygon + 1;
        }
    }

    private (double West, double East) ReachInRow(Edge edge, int row)
    {
        var rise = edge.Y2 - edge.Y1;
        var (from, to) = (0.0, 1.0);
        if (Math.Abs(rise) > 10 * MarginDegrees)
        {
            var a = (_frame.SouthOf(row) - MarginDegrees - edge.Y1) / rise;
            var b = (_frame.SouthOf(row + 1) + MarginDegrees - edge.Y1) / rise;
            (from, to) = (Math.Clamp(Math.Min(a, b), 0, 1), Math.Clamp(Math.Max(a, b), 0, 1));
        }

        var (x1, x2) = (edge.X1 + from * (edge.X2 - edge.X1), edge.X1 + to * (edge.X2 - edge.X1));
        return (Math.Min(x1, x2) - MarginDegrees, Math.Max(x1, x2) + MarginDegrees);
    }

    // Between two border cells of a row nothing changes, so one exact test at the first centre answers for the run.
    private void FillRow(int polygon, int row, int west, int east)
    {
        bool? inside = null;
        for (var column = west; column <= east; column++)
        {
            var cell = row * _frame.Columns + column;
            if (_borderOf[cell] == polygon + 1)
            {
                _cells.Add(cell, polygon, whole: false);
                inside = null;
                continue;
            }

            inside ??= _polygons.Covers(polygon, row, _frame.CentreX(column), _frame.CentreY(row));
            if (inside.Value)
                _cells.Add(cell, polygon, whole: true);
        }
    }
}
