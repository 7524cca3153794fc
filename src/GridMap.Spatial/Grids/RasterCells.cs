namespace GridMap.Spatial.Grids;

/// <summary>Collects, per raster cell, the polygons that hold some or all of it; polygons come lowest code first.</summary>
internal sealed class RasterCells
{
    /// <summary>Marks a cell that no polygon reaches.</summary>
    public const int Outside = int.MinValue;

    private const int None = -1;
    private readonly int[] _last;
    private readonly List<(int Polygon, bool Whole, int Previous)> _entries = [];

    public RasterCells(int cellCount)
    {
        _last = new int[cellCount];
        Array.Fill(_last, None);
    }

    /// <summary>Notes a polygon; ignored where a lower code already holds the whole cell, since it cannot win there.</summary>
    public void Add(int cell, int polygon, bool whole)
    {
        var previous = _last[cell];
        if (previous != None && _entries[previous].Whole)
            return;

        _last[cell] = _entries.Count;
        _entries.Add((polygon, whole, previous));
    }

    /// <summary>The cells and candidate lists in the form <see cref="GridLocator"/> reads.</summary>
    public (int[] Cells, int[] Candidates) Pack()
    {
        var cells = new int[_last.Length];
        var candidates = new List<int>();
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = _last[cell] == None ? Outside : PackCell(_last[cell], candidates);
        return (cells, [.. candidates]);
    }

    private int PackCell(int last, List<int> candidates)
    {
        var (polygon, whole, previous) = _entries[last];
        if (whole && previous == None)
            return polygon;

        var list = candidates.Count;
        candidates.Add(0);
        for (var at = last; at != None; at = _entries[at].Previous)
            candidates.Add(_entries[at].Whole ? ~_entries[at].Polygon : _entries[at].Polygon);
        candidates[list] = candidates.Count - list - 1;
        candidates.Reverse(list + 1, candidates[list]);
        return ~list;
    }
}
