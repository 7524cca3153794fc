using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snapround;
using NetTopologySuite.Operation.Polygonize;

namespace GridMap.DemoCounty.Division;

/// <summary>Crosses outline, rivers and trunk roads with each other and takes the faces between them.</summary>
internal static class Skeleton
{
    private const double SmallestFaceSquareMetres = 22_000;
    private const double ThinnestRoundness = 0.12;
    private static readonly GeometryFactory Factory = new();

    public static Subdivision Build(Landscape land, Demand demand)
    {
        var plane = new Subdivision();
        plane.Streets.Add(new(StreetClass.Border, "", [.. land.Outline, land.Outline[0]]));
        plane.Streets.AddRange(land.Streets);
        var polygons = Polygonize(Node(plane));
        MergeSlivers(polygons);

        var left = Enumerable.Range(0, demand.Places.Count).ToList();
        plane.Faces = [.. polygons.Select(polygon => ToFace(plane, polygon, demand, left))];
        DropLooseEdges(plane);
        return plane;
    }

    private static List<LineString> Node(Subdivision plane)
    {
        var noder = new SnapRoundingNoder(new PrecisionModel(100));
        noder.ComputeNodes([.. plane.Streets.Select((street, number) => (ISegmentString)new NodedSegmentString([.. street.Line], number))]);
        var lines = new List<LineString>();
        // The outline comes first, then rivers: where lines coincide the first keeps the edge.
        foreach (var piece in noder.GetNodedSubstrings().OrderBy(piece => (int)piece.Context))
            for (var at = 1; at < piece.Count; at++)
            {
                var (from, to) = (plane.VertexAt(piece.Coordinates[at - 1]), plane.VertexAt(piece.Coordinates[at]));
                if (from == to)
                    continue;
                plane.AddEdge(from, to, (int)piece.Context);
                lines.Add(Factory.CreateLineString([plane.Vertices[Math.Min(from, to)], plane.Vertices[Math.Max(from, to)]]));
            }

        return [.. lines.DistinctBy(line => (line[0], line[1]))];
    }

    private static List<Polygon> Polygonize(List<LineString> lines)
    {
        var polygonizer = new Polygonizer();
        polygonizer.Add([.. lines.Cast<Geometry>()]);
        return [.. polygonizer.GetPolygons().Cast<Polygon>()
            .OrderByDescending(polygon => polygon.Centroid.Y).ThenBy(polygon => polygon.Centroid.X)];
    }

    // Lines that cross at a shallow angle leave splinters; each goes to the neighbour it shares most of its border with.
    private static void MergeSlivers(List<Polygon> polygons)
    {
        while (polygons.Where(IsSliver).MinBy(polygon => polygon.Area) is { } sliver)
        {
            polygons.Remove(sliver);
            var neighbour = polygons.MaxBy(polygon => polygon.EnvelopeInternal.Intersects(sliver.EnvelopeInternal) ? polygon.Intersection(sliver).Length : 0)!;
            polygons[polygons.IndexOf(neighbour)] = (Polygon)neighbour.Union(sliver);
        }
    }

    private static bool IsSliver(Polygon polygon) =>
        polygon.Area < SmallestFaceSquareMetres
        || (polygon.Area < 5 * SmallestFaceSquareMetres && Shape.Roundness(polygon.Coordinates[1..]) < ThinnestRoundness);

    private static Face ToFace(Subdivision plane, Polygon polygon, Demand demand, List<int> left)
    {
        if (polygon.NumInteriorRings > 0)
            throw new InvalidOperationException("A trunk road floats free of the others.");

        var ring = polygon.Coordinates[1..];
        if (Shape.SignedArea(ring) < 0)
            Array.Reverse(ring);
        var within = left.Where(point => polygon.EnvelopeInternal.Contains(demand.Places[point]) && Shape.Contains(ring, demand.Places[point])).ToArray();
        var taken = within.ToHashSet();
        left.RemoveAll(taken.Contains);
        return new([.. ring.Select(plane.VertexAt)], within);
    }

    // Road ends that stick out beyond the county or into a face bound nothing.
    private static void DropLooseEdges(Subdivision plane)
    {
        var bounds = plane.FacesByEdge();
        foreach (var (from, to, _) in plane.Edges.ToList())
            if (!bounds.ContainsKey((from, to)) && !bounds.ContainsKey((to, from)))
                plane.RemoveEdge(from, to);
    }
}
