using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.Divisions;

/// <summary>The gaps of each level: ground that it encloses, that none of its areas has, and that is not divided without it.</summary>
/// <remarks>
/// A grid may belong to a town without a community between: communities that enclose it leave no gap there. Likewise a responsibility
/// grid that is not composed of unit grids, among others that are.
/// </remarks>
internal sealed class LevelGaps
{
    private readonly Dictionary<LevelUnion, STRtree<Polygon>> _trees = [];
    private readonly List<LevelUnion> _levels;
    private readonly Func<GroundShape, GroundShape?> _parentOf;
    private readonly GeometryFactory _factory;
    private readonly CancellationToken _ct;

    /// <summary>Finds them.</summary>
    /// <param name="levels">All levels, highest first.</param>
    /// <param name="parentOf">The area a shape answers to; null where there is none.</param>
    /// <param name="factory">Of the plane.</param>
    /// <param name="ct">Stops it.</param>
    public LevelGaps(List<LevelUnion> levels, Func<GroundShape, GroundShape?> parentOf, GeometryFactory factory, CancellationToken ct)
    {
        (_levels, _parentOf, _factory, _ct) = (levels, parentOf, factory, ct);
        foreach (var level in levels)
            _trees[level] = Tree(level);
    }

    /// <summary>The gaps of a level.</summary>
    public IEnumerable<Polygon> Of(LevelUnion level) => _trees[level].Query(level.Extent);

    /// <summary>A piece of ground without the gaps of a level.</summary>
    public Geometry Without(Polygon piece, LevelUnion level)
    {
        Geometry left = piece;
        foreach (var gap in _trees[level].Query(piece.EnvelopeInternal))
            left = PlaneOverlay.Difference(left, gap);
        return left;
    }

    private STRtree<Polygon> Tree(LevelUnion level)
    {
        var tree = new STRtree<Polygon>();
        var elsewhere = level.Gaps.Count == 0 ? [] : Elsewhere(level);
        foreach (var gap in level.Gaps.SelectMany(gap => DefectList.Pieces(WithoutThese(gap, elsewhere))))
            tree.Insert(gap.EnvelopeInternal, gap);
        tree.Build();
        return tree;
    }

    // Overlapping nobody where the division is sound, so that their union is quick.
    private List<GroundShape> Elsewhere(LevelUnion level) =>
        DivisionLevels.IsResponsible(level.Shapes[0].Area.Level) ? Beside(level) : Undivided(level);

    // Areas of lower levels whose parent stands above the level: they have its ground without it.
    private List<GroundShape> Beside(LevelUnion level) =>
        [.. _levels.Where(lower => lower.Depth > level.Depth && DivisionLevels.IsResponsible(lower.Shapes[0].Area.Level))
            .SelectMany(lower => lower.Shapes).Where(shape => _parentOf(shape)?.Depth < level.Depth)];

    // The highest areas that have none of the level's in them.
    private List<GroundShape> Undivided(LevelUnion level)
    {
        var divided = new HashSet<GroundShape>(ReferenceEqualityComparer.Instance);
        foreach (var unit in level.Shapes)
            for (var above = _parentOf(unit); above is not null && divided.Add(above); above = _parentOf(above)) ;
        return [.. _levels.Where(higher => DivisionLevels.IsResponsible(higher.Shapes[0].Area.Level)).SelectMany(higher => higher.Shapes)
            .Where(shape => !divided.Contains(shape) && (_parentOf(shape) is not { } parent || divided.Contains(parent)))];
    }

    private Geometry WithoutThese(Polygon gap, List<GroundShape> others)
    {
        var near = others.FindAll(other => other.Shape.EnvelopeInternal.Intersects(gap.EnvelopeInternal));
        return near.Count == 0 ? gap : PlaneOverlay.Difference(gap, new LevelUnion(near, _factory, _ => { }, _ct).UnionOf(0, near.Count));
    }
}
