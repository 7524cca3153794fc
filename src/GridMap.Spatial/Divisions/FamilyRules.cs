using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>The rules between a parent and its children: they have all its ground and no other.</summary>
/// <remarks>
/// Children of several levels add up, as communities of a town and grids that belong to it directly. But for a level, ground of a
/// higher one counts only where that is divided itself: a town's direct grids do not excuse a community that has no grids. Unit grids
/// are a layer beneath, and make nobody responsible: beside children of the levels above they add nothing.
/// </remarks>
internal sealed class FamilyRules
{
    private readonly LevelGaps _gaps;
    private readonly IPieceSink _defects;
    private readonly ProgressCount _progress;
    private readonly CancellationToken _ct;
    private readonly List<Family> _families;
    private readonly HashSet<GroundShape> _divided;

    public FamilyRules(
        List<LevelUnion> levels, LevelGaps gaps, Func<GroundShape, GroundShape?> parentOf, IPieceSink defects, ProgressCount progress, CancellationToken ct)
    {
        (_gaps, _defects, _progress, _ct) = (gaps, defects, progress, ct);
        _families = [.. levels.SelectMany(level => Families(level, parentOf))];
        _divided = _families.Where(family => family.IsResponsible).Select(family => family.Parent).ToHashSet<GroundShape>(ReferenceEqualityComparer.Instance);
    }

    public void Check() => Parallel.ForEach(
        _families.GroupBy(family => family.Parent, ReferenceEqualityComparer.Instance), new ParallelOptions { CancellationToken = _ct },
        ofParent => Check([.. ofParent]));

    /// <summary>Ground that children lack, without what is told as a gap of their level.</summary>
    public static IEnumerable<Polygon> Missing(Geometry whole, Geometry children, LevelUnion level, LevelGaps gaps) =>
        DefectList.Pieces(PlaneOverlay.DifferenceUnlessSame(whole, children)).SelectMany(piece => DefectList.Pieces(gaps.Without(piece, level)));

    // The highest level first; what one lacks is not told again of another.
    private void Check(List<Family> ofParent)
    {
        var told = new List<Polygon>();
        foreach (var family in ofParent)
        {
            var children = family.Ground();
            foreach (var (piece, code) in OutsideParent(family, children))
                _defects.Add(DivisionDefectKind.OutsideParent, piece, [code, family.Parent.Area.Code], family.Level);
            foreach (var piece in Missing(AnswersFor(family, ofParent, told), children, family.Level, _gaps).ToList())
            {
                _defects.Add(DivisionDefectKind.Uncovered, piece, [family.Parent.Area.Code], family.Level);
                told.Add(piece);
            }

            _progress.Add(family.High - family.Low);
        }
    }

    private Geometry AnswersFor(Family family, List<Family> ofParent, List<Polygon> told)
    {
        var whole = family.Parent.Shape;
        if (ofParent.Count == 1)
            return whole;
        if (!family.IsResponsible && ofParent.Exists(other => other.IsResponsible))
            return whole.Factory.CreatePolygon();
        var others = ofParent.Where(other => other != family && other.IsResponsible == family.IsResponsible).SelectMany(other =>
            other.Level.Depth > family.Level.Depth ? [other.Ground()] : other.Shapes.Where(_divided.Contains).Select(shape => shape.Shape));
        return others.Concat(told).Aggregate(whole, PlaneOverlay.Difference);
    }

    private static IEnumerable<(Polygon Piece, string Code)> OutsideParent(Family family, Geometry children)
    {
        var outside = PlaneOverlay.DifferenceUnlessSame(children, family.Parent.Shape);
        return outside.IsEmpty ? [] : family.Shapes.Where(shape => shape.Shape.EnvelopeInternal.Intersects(outside.EnvelopeInternal))
            .SelectMany(shape => DefectList.Pieces(PlaneOverlay.DifferenceUnlessSame(shape.Shape, family.Parent.Shape)).Select(piece => (piece, shape.Area.Code)));
    }

    private static IEnumerable<Family> Families(LevelUnion level, Func<GroundShape, GroundShape?> parentOf)
    {
        for (int low = 0, high; low < level.Shapes.Count; low = high)
        {
            high = low + 1;
            while (high < level.Shapes.Count && level.Shapes[high].ParentCode == level.Shapes[low].ParentCode)
                high++;
            if (parentOf(level.Shapes[low]) is { } parent)
                yield return new(parent, level, low, high);
        }
    }

    private sealed record Family(GroundShape Parent, LevelUnion Level, int Low, int High)
    {
        public bool IsResponsible => DivisionLevels.IsResponsible(Level.Shapes[Low].Area.Level);

        public IEnumerable<GroundShape> Shapes => Level.Shapes.Skip(Low).Take(High - Low);

        public Geometry Ground() => Level.UnionOf(Low, High);
    }
}
