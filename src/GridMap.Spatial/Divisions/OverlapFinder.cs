using System.Collections.Concurrent;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Finds all ground that two areas of one level have in common.</summary>
internal static class OverlapFinder
{
    /// <summary>The common ground of each pair, as it comes out of the overlay: lines and points included.</summary>
    public static List<(int One, int Other, Geometry Ground)> Find(LevelUnion level, Action<int> done, CancellationToken ct)
    {
        var found = new ConcurrentBag<(int One, int Other, Geometry Ground)>();
        Parallel.ForEach(Partitioner.Create(0, level.Shapes.Count, 64), new ParallelOptions { CancellationToken = ct }, run =>
        {
            for (var one = run.Item1; one < run.Item2; one++)
                foreach (var overlap in Of(level, one))
                    found.Add(overlap);
            done(run.Item2 - run.Item1);
            ct.ThrowIfCancellationRequested();
        });
        return [.. found.OrderBy(overlap => overlap.One).ThenBy(overlap => overlap.Other)];
    }

    private static IEnumerable<(int One, int Other, Geometry Ground)> Of(LevelUnion level, int one)
    {
        var shape = level.Shapes[one].Shape;
        foreach (var other in level.Tree.Query(shape.EnvelopeInternal))
            if (other > one && !level.AreApart(one, other)
                && PlaneOverlay.Intersection(shape, level.Shapes[other].Shape) is { Area: > 0 } ground)
                yield return (one, other, ground);
    }
}
