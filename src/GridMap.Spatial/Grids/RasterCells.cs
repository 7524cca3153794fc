namespace GridMap.Spatial.Grids;

/// <summary>Collects, per raster cell, the polygons that hold some or all of it; polygons come lowest code first.</summary>
internal sealed class RasterCells
{
    /// <summary>Marks a cell that no polygon reaches.</summary>
    public const int Outside = int.MinValue;

    // Per cell: Outside, a polygon that holds it whole and alone, or the complement of its last entry.
    private readonly int[] _cells;
    private readonly List<(int Polygon, bool Whole, int Previous)> _entries = [];

    public RasterCells(int cellCount)
    {
        _cells = new int[cellCount];
        Array.Fill(_cells, Outside);
    }

    /// <summary>Notes a polygon; ignored where a lower code already holds the whole cell, since it cannot win there.</summary>
    public void Add(int cell, int polygon, bool whole)
    {
        var last = _cells[cell];
        if (last >= 0 || (last != Outside && _entries[~last].Whole))
            return;

        if (whole && last == Outside)
        {
            _cells[cell] = polygon;
            return;
        }

        _cells[cell] = ~_entries.Count;
        _entries.Add((polygon, whole, last));
    }

    /// <summary>The cells and candidate lists in the form <see cref="GridLocator"/> reads; nothing may be added afterwards.</summary>
    public (int[] Cells, int[] Candidates) Pack()
    {
        var candidates = new List<int>(2 * _entries.Count);
        for (var cell = 0; cell < _cells.Length; cell++)
            if (_cells[cell] < 0 && _cells[cell] != Outside)
                _cells[cell] = PackCell(_cells[cell], candidates);
        return (_cells, [.. candidates]);
    }

    private int PackCell(int last, List<int> candidates)
    {
        var list = candidates.Count;
        candidates.Add(0);
        for (var at = last; at != Outside; at = _entries[~at].Previous)
            candidates.Add(_entries[~at].Whole ? ~_entries[~at].Polygon : _entries[~at].Polygon);
        candidates[list] = candidates.Count - list - 1;
        candidates.Reverse(list + 1, candidates[list]);
        return ~list;
    }
}
