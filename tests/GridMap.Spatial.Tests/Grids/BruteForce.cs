using GridMap.Spatial.Grids;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.Grids;

/// <summary>The definition the locator is held to: of all grids that cover the point, the lowest code.</summary>
internal sealed class BruteForce(IEnumerable<GridShape> grids)
{
    private readonly GridShape[] _grids = [.. grids.OrderBy(grid => grid.Code, StringComparer.Ordinal)];

    public int? Find(double x, double y)
    {
        var point = new Point(x, y);
        foreach (var grid in _grids)
            if (grid.Shape.EnvelopeInternal.Contains(x, y) && grid.Shape.Covers(point))
                return grid.GridId;
        return null;
    }
}
