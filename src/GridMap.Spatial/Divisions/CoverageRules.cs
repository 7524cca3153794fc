using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.Divisions;

/// <summary>The rules of a division's ground: within each level, between parents and children, and against the county's boundary.</summary>
internal sealed class CoverageRules
{
    private readonly IPieceSink _defects;
    private readonly ProgressCount _progress;
    private readonly Geometry? _boundary;
    private readonly CancellationToken _ct;
    private readonly List<LevelUnion> _levels;
    private readonly Dictionary<LevelUnion, STRtree<Polygon>> _gaps = [];
    private readonly ILookup<string, GroundShape> _byCode;

    public CoverageRules(Ground ground, IPieceSink defects, ProgressCount progress, CancellationToken ct)
    {
        (_defects, _progress, _boundary, _ct) = (defects, progress, ground.Boundary, ct);
        _byCode = ground.Shapes.ToLookup(shape => shape.Area.Code, StringComparer.Ordinal);
        _levels = [.. ground.Shapes.GroupBy(shape => shape.Area.Level)
            .OrderBy(level => DivisionLevels.Depth(level.Key)).ThenBy(level => level.Key, StringComparer.Ordinal)
            .Select(level => new LevelUnion(level, ground.Plane.Factory, progress.Add, ct))];
    }

    public void Check()
    {
        foreach (var level in _levels)
        {
            CheckGaps(level);
            CheckOverlaps(level);
        }

        CheckBoundary();
        CheckFamilies();
    }

    private void CheckGaps(LevelUnion level)
    {
        var tree = _gaps[level] = new();
        foreach (var gap in level.Gaps)
            tree.Insert(gap.EnvelopeInternal, gap);
        tree.Build();
        InParallel(level.Gaps.SelectMany(DefectList.Pieces), gap => _defects.Add(DivisionDefectKind.Gap, gap, Codes(gap, level), level));
    }

    private void CheckOverlaps(LevelUnion level) =>
        InParallel(OverlapFinder.Find(level, _progress.Add, _ct), overlap =>
        {
            foreach (var piece in DefectList.Pieces(overlap.Ground))
                _defects.Add(DivisionDefectKind.Overlap, piece, [level.Shapes[overlap.One].Area.Code, level.Shapes[overlap.Other].Area.Code], level);
        });

    // Without a boundary the highest level is the county. A lower level answers to it where areas of it have no parent to answer to.
    private void CheckBoundary()
    {
        foreach (var piece in _levels.Count == 0 && _boundary is not null ? DefectList.Pieces(_boundary) : [])
            _defects.Add(DivisionDefectKind.Uncovered, piece, [], null);
        foreach (var level in _levels)
            if ((_boundary ?? (level == _levels[0] ? null : _levels[0].Union)) is { } county && level.Shapes.Any(shape => ParentOf(shape) is null))
            {
                foreach (var piece in Missing(county, level.Union, level))
                    _defects.Add(DivisionDefectKind.Uncovered, piece, Codes(piece, level), level);
                foreach (var piece in DefectList.Pieces(Difference(level.Union, county)))
                    _defects.Add(DivisionDefectKind.OutsideBoundary, piece, CodesWithin(piece, level), level);
            }
    }

    private void CheckFamilies() => InParallel(_levels.SelectMany(Families), family =>
    {
        var children = family.Level.UnionOf(family.Low, family.High);
        var outside = Difference(children, family.Parent.Shape);
        var parent = family.Parent.Area.Code;
        foreach (var piece in outside.IsEmpty ? [] : Enumerable.Range(family.Low, family.High - family.Low).SelectMany(child => OutsideParent(child, family, outside)))
            _defects.Add(DivisionDefectKind.OutsideParent, piece.Piece, [piece.Code, parent], family.Level);
        foreach (var piece in Missing(family.Parent.Shape, children, family.Level))
            _defects.Add(DivisionDefectKind.Uncovered, piece, [parent], family.Level);
        _progress.Add(family.High - family.Low);
    });

    private static IEnumerable<(Polygon Piece, string Code)> OutsideParent(int child, Family family, Geometry outside)
    {
        var shape = family.Level.Shapes[child];
        return shape.Shape.EnvelopeInternal.Intersects(outside.EnvelopeInternal)
            ? DefectList.Pieces(Difference(shape.Shape, family.Parent.Shape)).Select(piece => (piece, shape.Area.Code))
            : [];
    }

    private IEnumerable<Family> Families(LevelUnion level)
    {
        for (int low = 0, high; low < level.Shapes.Count; low = high)
        {
            high = low + 1;
            while (high < level.Shapes.Count && level.Shapes[high].Area.ParentCode == level.Shapes[low].Area.ParentCode)
                high++;
            if (ParentOf(level.Shapes[low]) is { } parent)
                yield return new(parent, level, low, high);
        }
    }

    private GroundShape? ParentOf(GroundShape shape) =>
        shape.Area.ParentCode is { } code ? _byCode[code].FirstOrDefault(parent => NamingRules.IsAbove(parent.Area, shape.Area)) : null;

    // What is told as a gap of the level is not told again as ground that the parent's children leave.
    private IEnumerable<Polygon> Missing(Geometry whole, Geometry children, LevelUnion level)
    {
        foreach (var piece in DefectList.Pieces(Difference(whole, children)))
        {
            Geometry left = piece;
            foreach (var gap in _gaps[level].Query(piece.EnvelopeInternal))
                left = PlaneOverlay.Difference(left, gap);
            foreach (var rest in DefectList.Pieces(left))
                yield return rest;
        }
    }

    private static Geometry Difference(Geometry whole, Geometry part) =>
        whole.NumPoints == part.NumPoints && whole.Normalized().EqualsExact(part.Normalized())
            ? whole.Factory.CreatePolygon()
            : PlaneOverlay.Difference(whole, part);

    private static List<string> Codes(Polygon piece, LevelUnion level) =>
        Neighbours.Of(piece, level).ConvertAll(neighbour => level.Shapes[neighbour.Shape].Area.Code);

    private static List<string> CodesWithin(Polygon piece, LevelUnion level) =>
        [.. level.Tree.Query(piece.EnvelopeInternal).Select(at => level.Shapes[at]).Where(shape => shape.Shape.Intersects(piece.InteriorPoint)
            || PlaneOverlay.Intersection(shape.Shape, piece) is var common && DefectList.Pieces(common).Any())
            .Select(shape => shape.Area.Code)];

    private void InParallel<T>(IEnumerable<T> all, Action<T> check) =>
        Parallel.ForEach(all, new ParallelOptions { CancellationToken = _ct }, check);

    private sealed record Family(GroundShape Parent, LevelUnion Level, int Low, int High);
}
