using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>The rules of a division's ground: within each level, between parents and children, and against the county's boundary.</summary>
internal sealed class CoverageRules
{
    private readonly IPieceSink _defects;
    private readonly ProgressCount _progress;
    private readonly Geometry? _boundary;
    private readonly CancellationToken _ct;
    private readonly List<LevelUnion> _levels;
    private readonly LevelGaps _gaps;
    private readonly ILookup<string, GroundShape> _byCode;

    public CoverageRules(Ground ground, IPieceSink defects, ProgressCount progress, CancellationToken ct)
    {
        (_defects, _progress, _boundary, _ct) = (defects, progress, ground.Boundary, ct);
        var shapes = UnitParents.Resolve(ground.Shapes);
        _byCode = shapes.ToLookup(shape => shape.Area.Code, StringComparer.Ordinal);
        _levels = [.. shapes.GroupBy(shape => shape.Area.Level)
            .OrderBy(level => DivisionLevels.Depth(level.Key)).ThenBy(level => level.Key, StringComparer.Ordinal)
            .Select(level => new LevelUnion(level, ground.Plane.Factory, progress.Add, ct))];
        _gaps = new(_levels, ParentOf, ground.Plane.Factory, ct);
    }

    public void Check()
    {
        foreach (var level in _levels)
        {
            InParallel(_gaps.Of(level), gap => _defects.Add(DivisionDefectKind.Gap, gap, Codes(gap, level), level));
            CheckOverlaps(level);
        }

        CheckBoundary();
        new FamilyRules(_levels, _gaps, ParentOf, _defects, _progress, _ct).Check();
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
                foreach (var piece in FamilyRules.Missing(county, level.Union, level, _gaps))
                    _defects.Add(DivisionDefectKind.Uncovered, piece, Codes(piece, level), level);
                foreach (var piece in DefectList.Pieces(PlaneOverlay.DifferenceUnlessSame(level.Union, county)))
                    _defects.Add(DivisionDefectKind.OutsideBoundary, piece, CodesWithin(piece, level), level);
            }
    }

    private GroundShape? ParentOf(GroundShape shape) =>
        shape.ParentCode is { } code ? _byCode[code].FirstOrDefault(parent => NamingRules.IsAbove(parent.Area, shape.Area)) : null;

    private static List<string> Codes(Polygon piece, LevelUnion level) =>
        Neighbours.Of(piece, level).ConvertAll(neighbour => level.Shapes[neighbour.Shape].Area.Code);

    private static List<string> CodesWithin(Polygon piece, LevelUnion level) =>
        [.. level.Tree.Query(piece.EnvelopeInternal).Select(at => level.Shapes[at]).Where(shape => shape.Shape.Intersects(piece.InteriorPoint)
            || PlaneOverlay.Intersection(shape.Shape, piece) is var common && DefectList.Pieces(common).Any())
            .Select(shape => shape.Area.Code)];

    private void InParallel<T>(IEnumerable<T> all, Action<T> check) =>
        Parallel.ForEach(all, new ParallelOptions { CancellationToken = _ct }, check);
}
