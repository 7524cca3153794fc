using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Gives each piece of ground that breaks a rule to one area, or takes it from one.</summary>
internal sealed class RepairPass(Ground ground, IReadOnlySet<string> concerned, double widestGapMetres) : IPieceSink
{
    private readonly List<(DivisionDefectKind Kind, Polygon Piece, IReadOnlyList<string> Codes, LevelUnion Level)> _pieces = [];

    private readonly Dictionary<string, List<Polygon>> _gained = [], _lost = [];

    // Areas with one code cannot be told apart: they are left as they are.
    private readonly Dictionary<string, GroundShape> _byCode = ground.Shapes.GroupBy(shape => shape.Area.Code, StringComparer.Ordinal)
        .Where(same => !same.Skip(1).Any()).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    public List<RepairStep> Steps { get; } = [];

    public void Add(DivisionDefectKind kind, Polygon piece, IReadOnlyList<string> codes, LevelUnion? level)
    {
        if (level is not null && codes.Any(concerned.Contains))
            lock (_pieces)
                _pieces.Add((kind, piece, codes, level));
    }

    /// <summary>The shapes after all pieces have been given; the same objects where nothing changed.</summary>
    public List<GroundShape> Apply()
    {
        // Threads found them in any order; the proposal is to be the same every time.
        foreach (var (kind, piece, codes, level) in _pieces.OrderBy(found => found.Kind).ThenBy(found => found.Piece.EnvelopeInternal.MinX).ThenBy(found => found.Piece.EnvelopeInternal.MinY))
            Decide(kind, piece, codes, level);
        return [.. ground.Shapes.AsParallel().AsOrdered().Select(After)];
    }

    private void Decide(DivisionDefectKind kind, Polygon piece, IReadOnlyList<string> codes, LevelUnion level)
    {
        switch (kind)
        {
            case DivisionDefectKind.Overlap:
                GiveOverlap(piece, codes, level);
                break;
            case DivisionDefectKind.Gap or DivisionDefectKind.Uncovered when !IsWide(piece):
                GiveGap(piece, kind == DivisionDefectKind.Uncovered ? codes : [], level);
                break;
            case DivisionDefectKind.OutsideParent when Take(piece, codes[0]):
                Tell(RepairStepKind.Clipped, piece, codes, null);
                break;
            case DivisionDefectKind.OutsideBoundary:
                foreach (var code in codes.Where(code => Take(piece, code)))
                    Tell(RepairStepKind.Clipped, piece, [code], null);
                break;
        }
    }

    private void GiveOverlap(Polygon piece, IReadOnlyList<string> codes, LevelUnion level)
    {
        var inReach = codes.Where(code => HasGroundFor(code, piece)).ToList();
        var keepers = Neighbours.Of(piece, level).Select(neighbour => level.Shapes[neighbour.Shape].Area.Code).Where(codes.Contains).Reverse().Concat(codes).Distinct();
        foreach (var keeper in keepers.OrderByDescending(inReach.Contains))
            if (Take(piece, codes.First(code => code != keeper)))
            {
                Tell(RepairStepKind.GaveOverlap, piece, codes, keeper);
                return;
            }
    }

    private void GiveGap(Polygon piece, IReadOnlyList<string> parents, LevelUnion level)
    {
        var neighbours = Neighbours.Of(piece, level).Select(neighbour => level.Shapes[neighbour.Shape].Area)
            .Where(area => _byCode.ContainsKey(area.Code)).ToList();
        var heir = neighbours.Find(area => area.ParentCode is { } parent && parents.Contains(parent))
            ?? neighbours.Find(area => HasGroundFor(area.Code, piece)) ?? neighbours.FirstOrDefault();
        if (heir is null)
            return;
        ListOf(_gained, heir.Code).Add(piece);
        Tell(RepairStepKind.GaveGap, piece, neighbours.ConvertAll(area => area.Code), heir.Code);
    }

    private bool HasGroundFor(string code, Polygon piece) =>
        !_byCode.TryGetValue(code, out var area) || area.Area.ParentCode is not { } parent || !_byCode.TryGetValue(parent, out var over)
        || over.Shape.Covers(piece.InteriorPoint);

    // Whoever would lose half of itself is not merely badly drawn: that is for people to decide.
    private bool Take(Polygon piece, string code)
    {
        if (!_byCode.TryGetValue(code, out var area) || ListOf(_lost, code).Sum(lost => lost.Area) + piece.Area > area.Shape.Area / 2)
            return false;
        ListOf(_lost, code).Add(piece);
        return true;
    }

    private bool IsWide(Polygon piece)
    {
        var scale = ground.Plane.ScaleAt(piece.EnvelopeInternal.Centre.Y);
        return InscribedCircle.BoundOfWidthMetres(piece, scale) > widestGapMetres && InscribedCircle.WidthMetres(piece, scale, widestGapMetres) > widestGapMetres;
    }

    private void Tell(RepairStepKind kind, Polygon piece, IEnumerable<string> codes, string? to) =>
        Steps.Add(new(kind, [.. codes.Order(StringComparer.Ordinal)], to, ground.Plane.AreaSquareMetres(piece), ground.Plane.ToDegrees(piece)));

    private GroundShape After(GroundShape before)
    {
        if (!_byCode.ContainsKey(before.Area.Code))
            return before;
        var after = before.Shape;
        foreach (var lost in _lost.GetValueOrDefault(before.Area.Code, []))
            after = PlaneOverlay.Difference(after, lost);
        foreach (var gained in _gained.GetValueOrDefault(before.Area.Code, []))
            after = PlaneOverlay.Union(after, gained);
        // What comes down to nothing was a splinter itself: it stays as it was drawn, to be looked at.
        return ReferenceEquals(after, before.Shape) || OnlyGround(after) is not { IsEmpty: false } kept ? before : before with { Shape = kept };
    }

    private static Geometry OnlyGround(Geometry shape) => shape.Factory.BuildGeometry(DefectList.Pieces(shape));

    private static List<Polygon> ListOf(Dictionary<string, List<Polygon>> lists, string code) =>
        lists.TryGetValue(code, out var list) ? list : lists[code] = [];
}
