using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Links directed edges, each with its ground on the right, to the polygons that they bound.</summary>
internal static class Faces
{
    // Of the whole: what rounding leaves of an area computed twice.
    private const double RoundingShare = 1e-9;

    /// <summary>The polygons; null where they are not valid, or do not add up to an area.</summary>
    /// <param name="edges">What leads nowhere is left out.</param>
    /// <param name="factory">Of the plane.</param>
    /// <param name="areaSquareMetres">Of all together, in the plane.</param>
    public static List<Polygon>? Of(IEnumerable<(Coordinate From, Coordinate To)> edges, GeometryFactory factory, double areaSquareMetres)
    {
        var (vertices, ids) = (new List<Coordinate>(), new Dictionary<(double, double), int>());
        int Id(Coordinate at)
        {
            if (ids.TryAdd((at.X, at.Y), vertices.Count))
                vertices.Add(at);
            return ids[(at.X, at.Y)];
        }

        var links = new RingLinks(vertices, [.. edges.Select(edge => (Id(edge.From), Id(edge.To)))]);
        return links.Rings() is { } rings && Assemble(rings, factory) is { Count: > 0 } faces
            && Math.Abs(faces.Sum(face => face.Area) - areaSquareMetres) <= RoundingShare * areaSquareMetres && faces.TrueForAll(face => new IsValidOp(face).IsValid)
            ? faces : null;
    }

    /// <summary>The edges of a polygon, its ground on their right.</summary>
    public static IEnumerable<(Coordinate From, Coordinate To)> EdgesOf(Polygon polygon) =>
        EdgesOf(polygon.ExteriorRing.Coordinates, isHole: false)
            .Concat(polygon.InteriorRings.SelectMany(hole => EdgesOf(hole.Coordinates, isHole: true)));

    private static IEnumerable<(Coordinate From, Coordinate To)> EdgesOf(Coordinate[] ring, bool isHole)
    {
        var isReversed = Orientation.IsCCW(ring) != isHole;
        for (var at = 1; at < ring.Length; at++)
            yield return isReversed ? (ring[at], ring[at - 1]) : (ring[at - 1], ring[at]);
    }

    private static List<Polygon>? Assemble(List<Coordinate[]> rings, GeometryFactory factory)
    {
        var shells = rings.Where(ring => Area.OfRingSigned(ring) > 0).Select(factory.CreatePolygon).ToList();
        var holes = shells.ConvertAll(_ => new List<LinearRing>());
        foreach (var hole in rings.Where(ring => Area.OfRingSigned(ring) <= 0).Select(factory.CreateLinearRing))
        {
            var around = Enumerable.Range(0, shells.Count).Where(at => Holds(shells[at], hole)).OrderBy(at => shells[at].Area).FirstOrDefault(-1);
            if (around < 0)
                return null;
            holes[around].Add(hole);
        }

        return [.. shells.Select((shell, at) => holes[at].Count == 0 ? shell : factory.CreatePolygon((LinearRing)shell.ExteriorRing, [.. holes[at]]))];
    }

    // A ring is in no face that it bounds from outside: there all its vertices lie on the border.
    private static bool Holds(Polygon shell, LinearRing hole)
    {
        if (!shell.EnvelopeInternal.Covers(hole.EnvelopeInternal))
            return false;
        foreach (var at in hole.Coordinates)
            if (PointLocation.LocateInRing(at, shell.ExteriorRing.Coordinates) is var place && place != Location.Boundary)
                return place == Location.Interior;
        return false;
    }
}
