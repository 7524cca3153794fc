using BenchmarkDotNet.Attributes;
using GridMap.Spatial.Grids;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Benchmarks;

/// <summary>
/// Whose grid is this point: the raster locator against the usual way with NTS (an STR-tree, then an indexed
/// point-in-area test), and against a naive join (every grid whose envelope fits is tested edge by edge).
/// </summary>
/// <remarks>Counties of jittered grids with 45 vertices each; two thirds of the points lie in clusters. Times are for one point.</remarks>
[MemoryDiagnoser]
public class GridLocatorBenchmark
{
    private const int Points = 20_000;
    private GridShape[] _grids = [];
    private Coordinate[] _points = [];
    private GridLocator _locator = GridLocator.Build([]);
    private STRtree<(GridShape Grid, IndexedPointInAreaLocator Area)> _tree = new();

    [Params(200, 2_000, 20_000)]
    public int Grids { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _grids = SyntheticCounty.Grids(Grids);
        _points = SyntheticCounty.Points(Points);
        _locator = GridLocator.Build(_grids);
        _tree = new();
        foreach (var grid in _grids)
            _tree.Insert(grid.Shape.EnvelopeInternal, (grid, new IndexedPointInAreaLocator(grid.Shape)));
        _tree.Build();
        foreach (var point in _points)
            if (_locator.Find(point.X, point.Y) != FindByTree(point))
                throw new InvalidOperationException($"The two disagree at {point}.");
    }

    [Benchmark(OperationsPerInvoke = Points)]
    public int RasterLocator()
    {
        var found = 0;
        foreach (var point in _points)
            found += _locator.Find(point.X, point.Y) ?? 0;
        return found;
    }

    [Benchmark(OperationsPerInvoke = Points, Baseline = true)]
    public int TreeAndIndexedArea()
    {
        var found = 0;
        foreach (var point in _points)
            found += FindByTree(point) ?? 0;
        return found;
    }

    [Benchmark(OperationsPerInvoke = Points / 20)]
    public int NaiveJoin()
    {
        var found = 0;
        foreach (var point in _points.AsSpan(0, Points / 20))
            found += FindNaively(point) ?? 0;
        return found;
    }

    [Benchmark]
    public GridLocator BuildRasterLocator() => GridLocator.Build(_grids);

    private int? FindByTree(Coordinate point)
    {
        GridShape? best = null;
        foreach (var (grid, area) in _tree.Query(new Envelope(point)))
            if ((best is not { } other || string.CompareOrdinal(grid.Code, other.Code) < 0) && area.Locate(point) != Location.Exterior)
                best = grid;
        return best?.GridId;
    }

    private int? FindNaively(Coordinate point)
    {
        var place = new Point(point);
        GridShape? best = null;
        foreach (var grid in _grids)
            if ((best is not { } other || string.CompareOrdinal(grid.Code, other.Code) < 0) && grid.Shape.EnvelopeInternal.Contains(point) && grid.Shape.Covers(place))
                best = grid;
        return best?.GridId;
    }
}
