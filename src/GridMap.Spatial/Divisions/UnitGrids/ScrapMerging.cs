using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Gives pieces that are too small to the neighbour with the longest common edge.</summary>
internal static class ScrapMerging
{
    /// <summary>Joins scraps with their neighbours, the smallest first, until none is left that has a neighbour.</summary>
    /// <param name="pieces">Of one parent, with all vertices set on their edges; joined pieces take their neighbour's place.</param>
    /// <param name="leastSquareMetres">What is smaller is a scrap.</param>
    /// <param name="mostSquareMetres">Neighbours that would become larger come after all others.</param>
    public static void Merge(List<Polygon> pieces, double leastSquareMetres, double mostSquareMetres)
    {
        var alone = new HashSet<Polygon>(ReferenceEqualityComparer.Instance);
        while (pieces.Where(piece => piece.Area < leastSquareMetres && !alone.Contains(piece)).MinBy(piece => piece.Area) is { } scrap)
            if (!TryMerge(scrap, pieces, mostSquareMetres))
                alone.Add(scrap);
    }

    private static bool TryMerge(Polygon scrap, List<Polygon> pieces, double mostSquareMetres)
    {
        foreach (var (neighbour, _) in Neighbours(scrap, pieces).OrderBy(other => other.Piece.Area + scrap.Area > mostSquareMetres).ThenByDescending(other => other.Metres))
            if (Join(scrap, neighbour) is { } joined)
            {
                pieces[pieces.FindIndex(piece => ReferenceEquals(piece, neighbour))] = joined;
                pieces.RemoveAt(pieces.FindIndex(piece => ReferenceEquals(piece, scrap)));
                return true;
            }

        return false;
    }

    private static IEnumerable<(Polygon Piece, double Metres)> Neighbours(Polygon scrap, List<Polygon> pieces)
    {
        var border = Faces.EdgesOf(scrap).Select(edge => new Edge(edge.From, edge.To)).ToHashSet();
        return pieces.Where(piece => !ReferenceEquals(piece, scrap) && piece.EnvelopeInternal.Intersects(scrap.EnvelopeInternal))
            .Select(piece => (piece, Faces.EdgesOf(piece).Select(edge => new Edge(edge.From, edge.To)).Where(border.Contains).Sum(edge => edge.Length)))
            .Where(neighbour => neighbour.Item2 > 0);
    }

    private static Polygon? Join(Polygon one, Polygon other)
    {
        var edges = Faces.EdgesOf(one).Concat(Faces.EdgesOf(other)).ToList();
        var common = edges.GroupBy(edge => new Edge(edge.From, edge.To)).Where(same => same.Skip(1).Any()).Select(same => same.Key).ToHashSet();
        var left = edges.Where(edge => !common.Contains(new(edge.From, edge.To)));
        return Faces.Of(left, one.Factory, one.Area + other.Area) is [var joined] ? joined : null;
    }
}
