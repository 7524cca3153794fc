using NetTopologySuite.Algorithm;

namespace GridMap.Spatial.Grids;

/// <summary>Polygons as lists of edges per raster row, for an exact test that looks at few edges.</summary>
internal sealed class PolygonRows
{
    private readonly RasterFrame _frame;
    private readonly int[] _firstRow;
    private readonly int[] _firstList;
    private readonly int[] _listStart;

    // An edge stands in the list of every row it reaches, so that a test reads one short stretch of memory.
    private readonly Edge[] _listed;

    /// <param name="frame">The raster whose rows divide the edges.</param>
    /// <param name="edges">The edges of each polygon, all rings together.</param>
    public PolygonRows(RasterFrame frame, Edge[][] edges)
    {
        _frame = frame;
        _firstRow = new int[edges.Length];
        _firstList = new int[edges.Length + 1];
        for (var polygon = 0; polygon < edges.Length; polygon++)
        {
            _firstRow[polygon] = edges[polygon].Min(LowestRow);
            _firstList[polygon + 1] = _firstList[polygon] + edges[polygon].Max(HighestRow) - _firstRow[polygon] + 1;
        }

        _listStart = CountPerRow(edges);
        _listed = FillRows(edges);
    }

    public int FirstRow(int polygon) => _firstRow[polygon];

    public int LastRow(int polygon) => _firstRow[polygon] + _firstList[polygon + 1] - _firstList[polygon] - 1;

    /// <summary>Whether the closed polygon holds a point of the given row; a ray to the east is crossed an odd number of times.</summary>
    public bool Covers(int polygon, int row, double x, double y)
    {
        var list = _firstList[polygon] + row - _firstRow[polygon];
        if (list < _firstList[polygon] || list >= _firstList[polygon + 1])
            return false;

        var inside = false;
        for (var at = _listStart[list]; at < _listStart[list + 1]; at++)
        {
            switch (Meet(_listed[at], x, y))
            {
                case Crossing.OnEdge: return true;
                case Crossing.Crossed: inside = !inside; break;
            }
        }

        return inside;
    }

    // The cases of NTS' RayCrossingCounter, on plain numbers. An edge counts its upper end as below the ray, so a
    // vertex on the ray is crossed once or twice as it should be.
    private static Crossing Meet(in Edge edge, double x, double y)
    {
        if (edge.X1 < x && edge.X2 < x)
            return Crossing.None;
        if ((edge.X1 == x && edge.Y1 == y) || (edge.X2 == x && edge.Y2 == y))
            return Crossing.OnEdge;
        if (edge.Y1 == y && edge.Y2 == y)
            return Math.Min(edge.X1, edge.X2) <= x ? Crossing.OnEdge : Crossing.None;
        if (edge.Y1 > y == edge.Y2 > y)
            return Crossing.None;

        var side = CGAlgorithmsDD.OrientationIndex(edge.X1, edge.Y1, edge.X2, edge.Y2, x, y);
        if (side == 0)
            return Crossing.OnEdge;
        return side > 0 == edge.Y2 > edge.Y1 ? Crossing.Crossed : Crossing.None;
    }

    private int LowestRow(Edge edge) => _frame.Row(Math.Min(edge.Y1, edge.Y2));

    private int HighestRow(Edge edge) => _frame.Row(Math.Max(edge.Y1, edge.Y2));

    private int[] CountPerRow(Edge[][] edges)
    {
        var start = new int[_firstList[^1] + 1];
        for (var polygon = 0; polygon < edges.Length; polygon++)
            foreach (var edge in edges[polygon])
                for (var row = LowestRow(edge); row <= HighestRow(edge); row++)
                    start[_firstList[polygon] + row - _firstRow[polygon] + 1]++;
        for (var list = 1; list < start.Length; list++)
            start[list] += start[list - 1];
        return start;
    }

    private Edge[] FillRows(Edge[][] edges)
    {
        var listed = new Edge[_listStart[^1]];
        var next = _listStart.ToArray();
        for (var polygon = 0; polygon < edges.Length; polygon++)
            foreach (var edge in edges[polygon])
                for (var row = LowestRow(edge); row <= HighestRow(edge); row++)
                    listed[next[_firstList[polygon] + row - _firstRow[polygon]]++] = edge;
        return listed;
    }

    private enum Crossing
    {
        None,
        Crossed,
        OnEdge,
    }
}
