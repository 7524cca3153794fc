using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Precision;

namespace GridMap.Spatial.Divisions;

/// <summary>Proposes how a division's defects of ground could be repaired. A proposal changes nothing; a person accepts it.</summary>
public static class DivisionRepair
{
    // Ground taken from one level can uncover the next: a pass for each of the four, and one that finds nothing left.
    private const int MostPasses = 5;

    // Less is what rounding to degrees leaves.
    private const double RoundingSquareMetres = 0.01;

    /// <summary>Proposes a repair.</summary>
    /// <remarks>
    /// Edges between areas with slivers are snapped first, the lower levels to the higher. What remains is given piece by piece: a gap to
    /// the neighbour with the longest common border, an overlap to the one whose border along it is shorter, ground outside
    /// a parent or the county to nobody. No area loses half of itself, and none with a code that another has is changed.
    /// </remarks>
    /// <param name="areas">All areas of all levels.</param>
    /// <param name="boundary">The county's ground, EPSG:4326; null takes the union of the highest level.</param>
    /// <param name="tolerance">What passes; vertices snap within half of its width.</param>
    /// <param name="defects">What to repair, as <see cref="DivisionCheck.Run"/> told it; ground of areas that these do not name stays.</param>
    /// <param name="widestGapMetres">Gaps and uncovered ground wider than this are not given away: a grid is missing there.</param>
    /// <param name="progress">Told the part done, 0 to 1.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OperationCanceledException">When <paramref name="ct"/> is cancelled.</exception>
    public static RepairProposal Propose(
        IReadOnlyList<DivisionArea> areas,
        Geometry? boundary,
        DivisionTolerance tolerance,
        IReadOnlyList<DivisionDefect> defects,
        double widestGapMetres = 10,
        IProgress<double>? progress = null,
        CancellationToken ct = default)
    {
        var proposal = Once(areas, boundary, tolerance, defects, widestGapMetres, progress, ct);
        // Ground that a repair left open to the outside by nothing more than a point can be enclosed once it is rounded to degrees.
        var concerned = defects.SelectMany(defect => defect.GridCodes).ToHashSet(StringComparer.Ordinal);
        var left = proposal.Remaining.Where(defect => IsSmallGround(defect, widestGapMetres) && concerned.IsSupersetOf(defect.GridCodes)).ToList();
        return proposal.Areas.Count == 0 || left.Count == 0
            ? proposal
            : Followed(proposal, Once(Applied(areas, proposal), boundary, tolerance, left, widestGapMetres, null, ct));
    }

    private static bool IsSmallGround(DivisionDefect defect, double widestGapMetres) =>
        defect.AreaSquareMetres >= RoundingSquareMetres && defect.WidthMetres <= widestGapMetres;

    private static List<DivisionArea> Applied(IReadOnlyList<DivisionArea> areas, RepairProposal proposal)
    {
        var after = proposal.Areas.ToDictionary(area => area.Code, area => area.After, StringComparer.Ordinal);
        return [.. areas.Select(area => after.TryGetValue(area.Code, out var shape) ? area with { Shape = shape } : area)];
    }

    private static RepairProposal Followed(RepairProposal first, RepairProposal second)
    {
        var before = first.Areas.ToDictionary(area => area.Code, area => area.Before, StringComparer.Ordinal);
        var areas = second.Areas.Select(area => area with { Before = before.GetValueOrDefault(area.Code, area.Before) })
            .UnionBy(first.Areas, area => area.Code).OrderBy(area => area.Code, StringComparer.Ordinal);
        return new([.. areas], [.. first.Steps, .. second.Steps], second.Remaining);
    }

    private static RepairProposal Once(
        IReadOnlyList<DivisionArea> areas, Geometry? boundary, DivisionTolerance tolerance, IReadOnlyList<DivisionDefect> defects,
        double widestGapMetres, IProgress<double>? progress, CancellationToken ct)
    {
        var concerned = defects.SelectMany(defect => defect.GridCodes).ToHashSet(StringComparer.Ordinal);
        var first = Ground.Of(areas, boundary, ct);
        var steps = FixedRings(first, concerned).ToList();
        var ground = Snapped(first, defects, tolerance, steps);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            progress?.Report((pass + 1.0) / (MostPasses + 2));
            var repair = new RepairPass(ground, concerned, widestGapMetres);
            new CoverageRules(ground, repair, new(null, 1), ct).Check();
            ground = ground with { Shapes = repair.Apply() };
            if (repair.Steps.Count == 0)
                break;
            steps.AddRange(repair.Steps);
        }

        return Proposal(areas, boundary, tolerance, first, ground, concerned, steps, progress, ct);
    }

    private static RepairProposal Proposal(
        IReadOnlyList<DivisionArea> areas, Geometry? boundary, DivisionTolerance tolerance, Ground first, Ground last, HashSet<string> concerned,
        List<RepairStep> steps, IProgress<double>? progress, CancellationToken ct)
    {
        var fixedCodes = first.InvalidRings.SelectMany(defect => defect.GridCodes).Where(concerned.Contains).ToHashSet(StringComparer.Ordinal);
        var restored = new Restored(first, areas);
        var changed = new Dictionary<DivisionArea, Geometry>(ReferenceEqualityComparer.Instance);
        foreach (var (before, now) in first.Shapes.Zip(last.Shapes))
            if (!ReferenceEquals(before.Shape, now.Shape) || fixedCodes.Contains(before.Area.Code))
                changed[before.Area] = restored.ToDegrees(now.Shape);
        var after = areas.Select(area => changed.TryGetValue(area, out var shape) ? area with { Shape = shape } : area).ToList();
        var remaining = DivisionCheck.Run(after, boundary, tolerance, null, ct);
        progress?.Report(1);
        return new(
            [.. areas.Where(changed.ContainsKey).Select(area => new RepairedArea(area.Code, area.Shape, changed[area])).OrderBy(area => area.Code, StringComparer.Ordinal)],
            steps, remaining);
    }

    private static IEnumerable<RepairStep> FixedRings(Ground ground, HashSet<string> concerned)
    {
        var usable = ground.Shapes.Select(shape => shape.Area.Code).ToHashSet(StringComparer.Ordinal);
        return ground.InvalidRings.Where(defect => defect.GridCodes.Any(code => concerned.Contains(code) && usable.Contains(code)))
            .Select(defect => new RepairStep(RepairStepKind.FixedRings, defect.GridCodes, null, 0, defect.Place));
    }

    private static Ground Snapped(Ground ground, IReadOnlyList<DivisionDefect> defects, DivisionTolerance tolerance, List<RepairStep> steps)
    {
        var slivers = defects.Where(defect => defect.IsWithinTolerance).SelectMany(defect => defect.GridCodes).ToHashSet(StringComparer.Ordinal);
        var moving = ground.Shapes.Where(shape => slivers.Contains(shape.Area.Code)).OrderBy(shape => DivisionLevels.Depth(shape.Area.Level)).Select(shape => shape.Shape).ToList();
        if (moving.Count == 0 || tolerance.SliverWidthMetres <= 0)
            return ground;

        var still = ground.Shapes.Where(shape => !slivers.Contains(shape.Area.Code)).Select(shape => shape.Shape).Append(ground.Boundary).OfType<Geometry>();
        var snapping = new EdgeSnapping(still, moving, tolerance.SliverWidthMetres / 2);
        var shapes = ground.Shapes.AsParallel().AsOrdered().Select(shape => slivers.Contains(shape.Area.Code) ? Snapped(shape, snapping) : shape).ToList();
        var changed = shapes.Zip(ground.Shapes).Where(pair => !ReferenceEquals(pair.First, pair.Second)).Select(pair => pair.First.Area.Code).Order(StringComparer.Ordinal).ToList();
        if (changed.Count > 0)
            steps.Add(new(RepairStepKind.SnappedEdges, changed, null, 0, null));
        return ground with { Shapes = shapes };
    }

    private static GroundShape Snapped(GroundShape shape, EdgeSnapping snapping) =>
        snapping.Snap(shape.Shape) is var snapped && snapped.EqualsExact(shape.Shape) ? shape : shape with { Shape = snapped };

    // Vertices that a repair leaves alone come back as the very numbers they were.
    private sealed class Restored(Ground ground, IReadOnlyList<DivisionArea> areas)
    {
        private readonly Dictionary<(double, double), Coordinate> _given = areas.SelectMany(area => area.Shape.Coordinates)
            .Where(at => double.IsFinite(at.X) && double.IsFinite(at.Y))
            .GroupBy(at => (ground.Plane.FromDegrees(at).X, ground.Plane.FromDegrees(at).Y)).ToDictionary(same => same.Key, same => same.First());

        public Geometry ToDegrees(Geometry shape) => Sound(ground.Plane.ToDegrees(shape, at => _given.GetValueOrDefault((at.X, at.Y))));

        // Rounded to degrees, a spike some nanometres thin can cross itself. A buffer of nothing leaves all else where it is, near the
        // origin, where it does not round. But it drops what is wound the wrong way, so that its area is compared.
        private static Geometry Sound(Geometry shape)
        {
            if (shape.IsValid)
                return shape;
            var at = shape.Coordinate;
            var buffered = AffineTransformation.TranslationInstance(at.X, at.Y).Transform(AffineTransformation.TranslationInstance(-at.X, -at.Y).Transform(shape).Buffer(0));
            return buffered.IsValid && Math.Abs(buffered.Area / shape.Area - 1) < 1e-6 ? buffered
                : GeometryCheck.Repair(shape) is { IsValid: true } repaired ? repaired
                : GeometryPrecisionReducer.Reduce(GeometryFixer.Fix(shape), HundredthOfMillimetre);
        }

        // Snaps crossings to a lattice of degrees, on which what comes out is valid whatever went in.
        private static readonly PrecisionModel HundredthOfMillimetre = new(1e10);
    }
}
