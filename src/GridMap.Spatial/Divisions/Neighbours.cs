using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Tells which shapes of a level border a piece of ground, and along how many metres.</summary>
internal static class Neighbours
{
    // Overlays place crossings to a few nanometres, and to a tenth of a micrometre where they have to snap.
    private const double NearMetres = 1e-5;

    /// <summary>Places in the level's list of shapes, the longest common border first.</summary>
    public static List<(int Shape, double Metres)> Of(Polygon piece, LevelUnion level)
    {
        var place = piece.EnvelopeInternal.Copy();
        place.ExpandBy(NearMetres);
        var candidates = level.Tree.Query(place);
        var metres = new double[candidates.Count];
        foreach (var ring in piece.InteriorRings.Prepend(piece.ExteriorRing))
            Measure(ring.Coordinates, level, candidates, metres);
        return [.. candidates.Select((shape, at) => (shape, metres[at])).Where(neighbour => neighbour.Item2 > 0)
            .OrderByDescending(neighbour => neighbour.Item2).ThenBy(neighbour => level.Shapes[neighbour.shape].Area.Code, StringComparer.Ordinal)];
    }

    private static void Measure(Coordinate[] ring, LevelUnion level, IList<int> candidates, double[] metres)
    {
        for (var at = 1; at < ring.Length; at++)
        {
            var middle = new Coordinate((ring[at - 1].X + ring[at].X) / 2, (ring[at - 1].Y + ring[at].Y) / 2);
            var length = ring[at - 1].Distance(ring[at]);
            for (var candidate = 0; candidate < candidates.Count; candidate++)
                if (level.Mesh.IsNear(candidates[candidate], middle, NearMetres))
                    metres[candidate] += length;
        }
    }
}
