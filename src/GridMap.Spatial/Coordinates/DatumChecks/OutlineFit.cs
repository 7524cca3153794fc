using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Distance;

namespace GridMap.Spatial.Coordinates;

/// <summary>Finds which suspicion, undone, brings two sets of outlines together.</summary>
/// <remarks>
/// The measure is the median distance from points along one set's edges to the other's nearest edge, whichever way round is
/// smaller: a finer division has edges the coarser one lacks, but not the other way. In a dense net every shift finds some
/// edge near, so the measure counts only against what arbitrary shifts give.
/// </remarks>
internal sealed class OutlineFit
{
    /// <summary>Data further off than this are in a wrong zone, not on a wrong datum.</summary>
    public const double FarthestMetres = 3_000;

    private const int Samples = 200;

    // Against arbitrary shifts, and in itself: outlines drawn twice differ by metres, by a road's width at worst.
    private const double FitShare = 0.35, FitMetres = 40;
    private const double SearchedMetres = 400;
    private const int CoarseStride = 5;
    private readonly Coordinate _origin;
    private readonly (double Longitude, double Latitude) _metresPerDegree;
    private readonly Coordinate[] _dataSamples, _referenceSamples;
    private readonly IndexedFacetDistance? _data, _reference;
    private readonly double _arbitrary;

    public OutlineFit(Geometry data, Geometry reference)
    {
        _origin = data.EnvelopeInternal.Centre;
        _metresPerDegree = Ground.MetresPerDegree(_origin.Y);
        var window = Around(data.EnvelopeInternal).Intersection(Around(reference.EnvelopeInternal));
        (_dataSamples, _data) = Edges(data, window);
        (_referenceSamples, _reference) = Edges(reference, window);
        _arbitrary = DatumCheck.Median(
            from radius in new[] { 350d, 950d }
            from eighth in Enumerable.Range(0, 8)
            select Apart(Translation(radius * Math.Cos(eighth * Math.PI / 4 + radius), radius * Math.Sin(eighth * Math.PI / 4 + radius))));
    }

    public DatumFinding Judge(Suspicion[] suspicions)
    {
        const string Reference = "the county's outlines";
        var asRead = Apart(Suspicion.None);
        var ranked = suspicions.Select(suspicion => (suspicion, Left: Apart(suspicion))).OrderBy(fit => fit.Left).ToArray();
        if (Fits(ranked[0].Left) && 2 * ranked[0].Left + 10 < asRead && 1.5 * ranked[0].Left + 5 < ranked[1].Left)
            return DatumFinding.Shifted(ranked[0].suspicion, Ground.Between(ranked[0].suspicion.Undo(_origin), _origin), Reference);
        if (Fits(asRead))
            return DatumFinding.Agrees(Reference);

        var (east, north, left) = Search();
        return Fits(left) && left < 15 && 2 * left + 10 < asRead
            ? DatumFinding.Other((east, north), Reference)
            : DatumFinding.CannotTell("Whether the coordinate system is right cannot be told: the data's outlines follow none of the county's; compare them on the map.");
    }

    // How far east and north of the reference the data lie, by trying, then by halving steps.
    private (double East, double North, double Left) Search()
    {
        var best = (East: 0d, North: 0d, Left: double.PositiveInfinity);
        for (var east = -SearchedMetres; east <= SearchedMetres; east += 50)
        {
            for (var north = -SearchedMetres; north <= SearchedMetres; north += 50)
                best = Better(best, east, north, CoarseStride);
        }

        best = best with { Left = double.PositiveInfinity };
        for (var step = 25d; step > 0.5; step /= 2)
        {
            var (east, north) = (best.East, best.North);
            foreach (var (x, y) in new[] { (0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1) })
                best = Better(best, east + x * step, north + y * step, stride: 1);
        }

        return best;
    }

    private (double East, double North, double Left) Better((double East, double North, double Left) best, double east, double north, int stride)
    {
        var left = Apart(Translation(east, north), stride);
        return left < best.Left ? (east, north, left) : best;
    }

    private bool Fits(double left) => left < FitMetres && left < FitShare * _arbitrary;

    // A stride above one looks at every so many points only.
    private double Apart(Suspicion suspicion, int stride = 1) => Math.Min(
        Distance(_dataSamples, suspicion.Undo, _reference, stride), Distance(_referenceSamples, suspicion.Redo, _data, stride));

    private double Distance(Coordinate[] samples, Func<Coordinate, Coordinate> move, IndexedFacetDistance? edges, int stride) =>
        edges is null
            ? double.PositiveInfinity
            : DatumCheck.Median(samples.Where((_, number) => number % stride == 0).Select(at => edges.Distance(new Point(ToPlane(move(at))))));

    private Suspicion Translation(double east, double north) => Suspicion.None with { Undo = at => Moved(at, -east, -north), Redo = at => Moved(at, east, north) };

    private Coordinate Moved(Coordinate at, double east, double north) =>
        new(at.X + east / _metresPerDegree.Longitude, at.Y + north / _metresPerDegree.Latitude);

    private Coordinate ToPlane(Coordinate at) =>
        new((at.X - _origin.X) * _metresPerDegree.Longitude, (at.Y - _origin.Y) * _metresPerDegree.Latitude);

    private Envelope Around(Envelope bounds)
    {
        var around = bounds.Copy();
        around.ExpandBy(FarthestMetres / _metresPerDegree.Longitude, FarthestMetres / _metresPerDegree.Latitude);
        return around;
    }

    private (Coordinate[] Samples, IndexedFacetDistance? Edges) Edges(Geometry shapes, Envelope window)
    {
        var lines = LinearComponentExtracter.GetLines(shapes).OfType<LineString>()
            .Where(line => line.NumPoints > 1 && line.EnvelopeInternal.Intersects(window)).ToArray();
        var factory = new GeometryFactory();
        var inPlane = lines.Select(line => factory.CreateLineString([.. line.Coordinates.Select(ToPlane)])).ToArray();
        var length = inPlane.Sum(line => line.Length);
        return length == 0 ? ([], null) : ([.. Along(lines, length / Samples).Where(window.Contains)], new IndexedFacetDistance(factory.CreateMultiLineString(inPlane)));
    }

    // Evenly along all edges, in the middle of each step.
    private IEnumerable<Coordinate> Along(LineString[] lines, double stepMetres)
    {
        var next = stepMetres / 2;
        foreach (var line in lines)
        {
            for (var at = 1; at < line.NumPoints; at++)
            {
                var (from, to) = (line.GetCoordinateN(at - 1), line.GetCoordinateN(at));
                var length = ToPlane(from).Distance(ToPlane(to));
                for (; next < length; next += stepMetres)
                    yield return new Coordinate(from.X + (to.X - from.X) * next / length, from.Y + (to.Y - from.Y) * next / length);
                next -= length;
            }
        }
    }
}
