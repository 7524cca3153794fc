using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Two vertices that follow each other, whichever comes first.</summary>
internal readonly record struct Edge
{
    private readonly double _ax, _ay, _bx, _by;

    public Edge(Coordinate a, Coordinate b) =>
        (_ax, _ay, _bx, _by) = a.CompareTo(b) <= 0 ? (a.X, a.Y, b.X, b.Y) : (b.X, b.Y, a.X, a.Y);

    public double Length => Math.Sqrt((_ax - _bx) * (_ax - _bx) + (_ay - _by) * (_ay - _by));
}
