using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.HotSpots;

/// <summary>Neighbours by the distance between points.</summary>
public static class DistanceBand
{
    /// <summary>Every two points within a distance of each other.</summary>
    /// <param name="points">In a plane.</param>
    /// <param name="band">Up to and with which points are neighbours; in the plane's unit, at least 0.</param>
    public static SpatialWeights Of(IReadOnlyList<Coordinate> points, double band) =>
        SpatialWeights.FromPairs(points.Count, Pairs(points, Enumerable.Range(0, points.Count), band));

    /// <summary>Gives each island the areas within a distance of it as neighbours; those that none is near stay islands.</summary>
    /// <param name="weights">By contiguity.</param>
    /// <param name="points">One of each area, in a plane.</param>
    /// <param name="band">In the plane's unit.</param>
    public static SpatialWeights ForIslands(SpatialWeights weights, IReadOnlyList<Coordinate> points, double band)
    {
        int[] islands = [.. weights.Islands()];
        return islands.Length == 0 ? weights : weights.With(Pairs(points, islands, band));
    }

    /// <summary>The longest distance between areas that touch, which says how far neighbours are from each other in this map; 0 without any.</summary>
    public static double Longest(SpatialWeights weights, IReadOnlyList<Coordinate> points)
    {
        double longest = 0;
        for (var area = 0; area < weights.Areas; area++)
            foreach (var neighbour in weights.Of(area))
                longest = Math.Max(longest, points[area].Distance(points[neighbour]));
        return longest;
    }

    private static IEnumerable<(int, int)> Pairs(IReadOnlyList<Coordinate> points, IEnumerable<int> of, double band)
    {
        var tree = new STRtree<int>();
        for (var at = 0; at < points.Count; at++) tree.Insert(new Envelope(points[at]), at);
        foreach (var one in of)
        {
            var box = new Envelope(points[one]);
            box.ExpandBy(band);
            foreach (var other in tree.Query(box))
                if (points[one].Distance(points[other]) <= band) yield return (one, other);
        }
    }
}
