using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;

namespace GridMap.Spatial.Coordinates;

/// <summary>Finds which suspicion, undone, puts points where the points of a county lie: beside its streets, within its grids.</summary>
/// <remarks>
/// A point alone tells nothing, many do. Facilities and problems stand along streets: as they ought to be read, most lie nearer to
/// one than points shifted by some hundred metres anywhere. And they lie within the county, of which a shift pushes a strip along
/// one side out. Both count only where another reading is plainly better than this one, and than what arbitrary shifts give.
/// </remarks>
internal sealed class PlaceFit
{
    public const int Fewest = 30;
    private const int Samples = 400;

    // Of the median distance to a street under arbitrary shifts: beside streets, and anywhere.
    private const double BesideShare = 0.6, AnywhereShare = 0.8;

    // Strays of an honest list lie outside its county too.
    private const double StrayShare = 0.01;
    private const int FewestOutside = 8;
    private static readonly double[] ArbitraryRadii = [350, 950];
    private readonly Coordinate[] _points;
    private readonly Func<Coordinate, bool> _isInside;
    private readonly Coordinate _origin;
    private readonly (double Longitude, double Latitude) _metresPerDegree;
    private readonly IndexedFacetDistance? _streets;

    public PlaceFit(IReadOnlyList<Coordinate> points, Func<Coordinate, bool> isInside, Geometry? streets)
    {
        _points = [.. points.Where((_, at) => at % Math.Max(1, points.Count / Samples) == 0)];
        _isInside = isInside;
        _origin = new(DatumCheck.Median(_points.Select(at => at.X)), DatumCheck.Median(_points.Select(at => at.Y)));
        _metresPerDegree = Ground.MetresPerDegree(_origin.Y);
        if (streets is { IsEmpty: false }) _streets = new IndexedFacetDistance(InPlane(streets));
    }

    public DatumFinding Judge(Suspicion[] suspicions) =>
        (_streets is null ? null : ByStreets(suspicions)) ?? ByGrids(suspicions) ?? DatumFinding.CannotTell(
            "Whether the coordinate system is right cannot be told from where these points lie; compare them on the map.");

    private DatumFinding? ByStreets(Suspicion[] suspicions)
    {
        const string Reference = "the county's streets";
        var arbitrary = DatumCheck.Median(Arbitrary().Select(FromStreets));
        var asRead = FromStreets(Suspicion.None);
        if (asRead <= BesideShare * arbitrary) return DatumFinding.Agrees(Reference);
        var ranked = suspicions.Select(suspicion => (suspicion, Left: FromStreets(suspicion))).OrderBy(fit => fit.Left).ToArray();
        return asRead > AnywhereShare * arbitrary && ranked[0].Left <= BesideShare * arbitrary && 1.3 * ranked[0].Left < ranked[1].Left
            ? Shifted(ranked[0].suspicion, Reference)
            : null;
    }

    private DatumFinding? ByGrids(Suspicion[] suspicions)
    {
        const string Reference = "the county's grids";
        var asRead = Outside(Suspicion.None);
        var ranked = suspicions.Select(suspicion => (suspicion, Outside: Outside(suspicion))).OrderBy(fit => fit.Outside).ToArray();
        var fewest = Math.Max(FewestOutside, StrayShare * _points.Length);
        if (asRead >= fewest && 4 * ranked[0].Outside <= asRead && ranked[0].Outside + fewest <= ranked[1].Outside)
            return Shifted(ranked[0].suspicion, Reference);
        return asRead + fewest <= ranked[0].Outside ? DatumFinding.Agrees(Reference) : null;
    }

    private DatumFinding Shifted(Suspicion suspicion, string reference) =>
        DatumFinding.Shifted(suspicion, Ground.Between(suspicion.Undo(_origin), _origin), reference);

    private int Outside(Suspicion suspicion) => _points.Count(at => !_isInside(suspicion.Undo(at)));

    private double FromStreets(Suspicion suspicion) =>
        DatumCheck.Median(_points.Select(at => _streets!.Distance(new Point(ToPlane(suspicion.Undo(at))))));

    private IEnumerable<Suspicion> Arbitrary() =>
        from radius in ArbitraryRadii
        from eighth in Enumerable.Range(0, 8)
        let angle = eighth * Math.PI / 4 + radius
        select Suspicion.None with
        {
            Undo = at => new(at.X + radius * Math.Cos(angle) / _metresPerDegree.Longitude, at.Y + radius * Math.Sin(angle) / _metresPerDegree.Latitude),
        };

    private Coordinate ToPlane(Coordinate at) => new((at.X - _origin.X) * _metresPerDegree.Longitude, (at.Y - _origin.Y) * _metresPerDegree.Latitude);

    private Geometry InPlane(Geometry streets)
    {
        var copy = streets.Copy();
        copy.Apply(new Plane(this));
        return copy;
    }

    private sealed class Plane(PlaceFit fit) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence line, int at)
        {
            var place = fit.ToPlane(new(line.GetX(at), line.GetY(at)));
            line.SetX(at, place.X);
            line.SetY(at, place.Y);
        }
    }
}
