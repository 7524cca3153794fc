using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>Says when data lie off their reference as a wrongly chosen datum would put them.</summary>
/// <remarks>
/// It does not look for some shift that fits, but asks of each way in which Chinese data come to lie off (GCJ-02 or BD-09 taken
/// for WGS 84, one for the other, the reference itself shifted) whether undoing it brings data and reference together. Medians
/// throughout, so that a third of wrong positions changes nothing.
/// </remarks>
public static class DatumCheck
{
    private const int FewestPairs = 3;

    // What honest positions of one thing differ by: the other corner of a building, the far kerb.
    private const double HonestMetres = 25;

    // GCJ-02 hardly shifts by less anywhere in China, and nothing below it is worth stopping for.
    private const double LeastOffsetMetres = 40;

    /// <summary>Compares things whose places are known twice, such as facilities with the same name.</summary>
    /// <param name="pairs">Three or more.</param>
    /// <param name="readAs">The system the data were read in.</param>
    public static DatumFinding Compare(IReadOnlyList<PositionPair> pairs, CoordinateSystem readAs)
    {
        if (pairs.Count < FewestPairs)
            return DatumFinding.CannotTell($"Whether the coordinate system is right cannot be told from {pairs.Count} known places; {FewestPairs} are needed.");
        const string Reference = "where they are known to be";
        var (offset, scatter) = Off(pairs, Suspicion.None);
        var tolerance = HonestMetres + 2 * scatter / Math.Sqrt(pairs.Count);
        var metres = double.Hypot(offset.East, offset.North);
        if (metres <= Math.Max(tolerance, LeastOffsetMetres) && scatter <= 300)
            return DatumFinding.Agrees("the known places");

        var ranked = Suspicion.Of(readAs).Select(suspicion => (suspicion, Left: Length(Off(pairs, suspicion).Middle))).OrderBy(fit => fit.Left).ToArray();
        if (ranked[0].Left <= Math.Max(tolerance, 0.15 * metres) && ranked[0].Left < 0.5 * ranked[1].Left && ranked[0].Left < 0.5 * metres)
            return DatumFinding.Shifted(ranked[0].suspicion, offset, Reference);
        return scatter < 0.25 * metres
            ? DatumFinding.Other(offset, Reference)
            : DatumFinding.CannotTell("Whether the coordinate system is right cannot be told: the known places lie off in all directions.");
    }

    /// <summary>Compares outlines, such as imported grids with the county's own or with its boundary.</summary>
    /// <param name="data">Polygons or lines as read, degrees of WGS 84.</param>
    /// <param name="reference">The county's polygons, degrees of WGS 84.</param>
    /// <param name="readAs">The system the data were read in.</param>
    public static DatumFinding Compare(Geometry data, Geometry reference, CoordinateSystem readAs)
    {
        if (data.Dimension == Dimension.Point || data.IsEmpty)
            return DatumFinding.CannotTell("Whether the coordinate system is right cannot be told from points that are paired with nothing; compare them on the map.");
        if (reference.Dimension == Dimension.Point || reference.IsEmpty)
            return DatumFinding.CannotTell("Whether the coordinate system is right cannot be told: the county has no outlines yet.");
        var metres = Ground.Between(data.EnvelopeInternal, reference.EnvelopeInternal);
        return metres > OutlineFit.FarthestMetres
            ? DatumFinding.CannotTell($"The data lie {metres / 1000:0} km off the county; check the coordinate system first.")
            : new OutlineFit(data, reference).Judge(Suspicion.Of(readAs));
    }

    /// <summary>Judges points that are known nowhere else, such as reported problems, by the county's streets and grids.</summary>
    /// <param name="points">Thirty or more, as read, degrees of WGS 84.</param>
    /// <param name="isInside">Whether a place lies in the county's grids.</param>
    /// <param name="streets">The county's streets around them, degrees of WGS 84; null where it has none.</param>
    /// <param name="readAs">The system the data were read in.</param>
    public static DatumFinding Compare(IReadOnlyList<Coordinate> points, Func<Coordinate, bool> isInside, Geometry? streets, CoordinateSystem readAs) =>
        points.Count < PlaceFit.Fewest
            ? DatumFinding.CannotTell($"Whether the coordinate system is right cannot be told from {points.Count} points; compare them on the map.")
            : new PlaceFit(points, isInside, streets).Judge(Suspicion.Of(readAs));

    private static ((double East, double North) Middle, double Scatter) Off(IReadOnlyList<PositionPair> pairs, Suspicion suspicion)
    {
        var vectors = pairs.Select(pair => Ground.Between(pair.Reference, suspicion.Undo(pair.Data))).ToArray();
        var middle = (East: Median(vectors.Select(vector => vector.East)), North: Median(vectors.Select(vector => vector.North)));
        return (middle, Median(vectors.Select(vector => double.Hypot(vector.East - middle.East, vector.North - middle.North))));
    }

    private static double Length((double East, double North) vector) => double.Hypot(vector.East, vector.North);

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.PositiveInfinity : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
