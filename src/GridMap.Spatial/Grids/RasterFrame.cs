using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Grids;

/// <summary>A raster of equal cells over an extent in degrees.</summary>
/// <remarks>
/// <see cref="Column"/> and <see cref="Row"/> are monotone in floating point too, so an edge's rows are exactly
/// those from its lowest to its highest point, without any tolerance.
/// </remarks>
internal sealed class RasterFrame
{
    private const double SmallestCellDegrees = 1e-7;
    private readonly double _west, _south, _east, _north;
    private readonly double _columnsPerDegree, _rowsPerDegree;

    public RasterFrame(Envelope extent, int cellsWanted)
    {
        (_west, _south, _east, _north) = (extent.MinX, extent.MinY, extent.MaxX, extent.MaxY);
        var width = Math.Max(extent.Width, SmallestCellDegrees);
        var height = Math.Max(extent.Height, SmallestCellDegrees);
        var side = Math.Max(Math.Sqrt(width * height / cellsWanted), SmallestCellDegrees);
        Columns = Math.Clamp((int)(width / side), 1, cellsWanted);
        Rows = Math.Clamp((int)(height / side), 1, cellsWanted);
        _columnsPerDegree = Columns / width;
        _rowsPerDegree = Rows / height;
    }

    public int Columns { get; }

    public int Rows { get; }

    public bool Contains(double x, double y) => x >= _west && x <= _east && y >= _south && y <= _north;

    public int Column(double x) => Math.Clamp((int)((x - _west) * _columnsPerDegree), 0, Columns - 1);

    public int Row(double y) => Math.Clamp((int)((y - _south) * _rowsPerDegree), 0, Rows - 1);

    public double CentreX(int column) => _west + (column + 0.5) / _columnsPerDegree;

    public double CentreY(int row) => _south + (row + 0.5) / _rowsPerDegree;

    public double SouthOf(int row) => _south + row / _rowsPerDegree;
}
