using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>Divides faces by new streets, again and again, until each is as large as a grid should be.</summary>
internal sealed class Splitter(Subdivision plane, Landscape land, Demand demand, DirectionField field, SeededRandom random)
{
    private const int Tries = 26;
    private const int PointsWeighed = 160;
    private readonly Tracer _tracer = new(plane, land, field, random);

    /// <summary>Divides every face of more than so many grids' demand.</summary>
    /// <param name="largest">The demand, in grids, that a face may keep; drawn anew for each face.</param>
    public void SplitAll(Func<double> largest)
    {
        var waiting = new Stack<Face>(plane.Faces.AsEnumerable().Reverse());
        plane.Faces = [];
        while (waiting.TryPop(out var face))
        {
            if (face.Demand.Length <= largest() * Demand.PerGrid || Best(face) is not { } cut)
            {
                plane.Faces.Add(face);
                continue;
            }

            var (left, right) = Split(face, cut);
            waiting.Push(right);
            waiting.Push(left);
        }
    }

    private Cut? Best(Face face)
    {
        var ring = plane.PlacesOf(face);
        Cut? best = null;
        for (var at = 0; at < Tries; at++)
            if (_tracer.Trace(face, ring, Start(face), at % 2) is { } cut && Weigh(face, cut) is { } weighed && weighed.Cost < (best?.Cost ?? 5))
                best = weighed;
        return best;
    }

    // Through the middle of a few points of demand: lines near the balance of the face come up most often.
    private Coordinate Start(Face face)
    {
        var few = Enumerable.Range(0, 4).Select(_ => demand.Places[random.Pick(face.Demand)]).ToList();
        return new(few.Average(place => place.X), few.Average(place => place.Y));
    }

    private Cut? Weigh(Face face, Cut cut)
    {
        var (one, other) = Rings(plane.PlacesOf(face), cut.From, cut.To, cut.Between);
        if (Math.Min(Math.Abs(Shape.SignedArea(one)), Math.Abs(Shape.SignedArea(other))) < 14_000)
            return null;

        var stride = Math.Max(1, face.Demand.Length / PointsWeighed);
        var weighed = Enumerable.Range(0, face.Demand.Length / stride).Select(at => demand.Places[face.Demand[at * stride]]).ToList();
        var share = weighed.Count(place => Shape.Contains(one, place)) / (double)weighed.Count;
        var cost = 6 * Math.Pow(share - 0.5, 2) * 4 + (1 - Shape.Roundness(one)) + (1 - Shape.Roundness(other)) + 0.15 * random.Next();
        return cut with { Cost = cost };
    }

    private (Face, Face) Split(Face face, Cut cut)
    {
        var middle = cut.Between.Select(plane.VertexAt).ToArray();
        int[] line = [face.Ring[cut.From], .. middle, face.Ring[cut.To]];
        plane.Streets.Add(new(ClassOf(face, cut), "", []));
        for (var at = 1; at < line.Length; at++)
            plane.AddEdge(line[at - 1], line[at], plane.Streets.Count - 1);

        var (one, other) = Rings(face.Ring, cut.From, cut.To, middle);
        var ring = one.Select(vertex => plane.Vertices[vertex]).ToArray();
        var within = face.Demand.ToLookup(point => Shape.Contains(ring, demand.Places[point]));
        return (new(one, [.. within[true]]), new(other, [.. within[false]]));
    }

    private StreetClass ClassOf(Face face, Cut cut)
    {
        var grids = face.Demand.Length / (double)Demand.PerGrid;
        var urbanity = land.UrbanityAt(cut.Between.Count > 0 ? cut.Between[cut.Between.Count / 2] : plane.Vertices[face.Ring[cut.From]]);
        if (urbanity > 0.15)
            return grids > 5.5 ? StreetClass.Secondary : StreetClass.Lane;
        return grids > 6 ? StreetClass.Secondary : random.Next() < 0.6 ? StreetClass.Lane : StreetClass.Border;
    }

    private static (T[] One, T[] Other) Rings<T>(T[] ring, int from, int to, IReadOnlyList<T> between) => (
        [.. ring[from..(to + 1)], .. between.Reverse()],
        [.. ring[to..], .. ring[..(from + 1)], .. between]);
}
