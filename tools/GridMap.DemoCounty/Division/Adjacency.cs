using GridMap.DemoCounty.Land;

namespace GridMap.DemoCounty.Division;

/// <summary>How well neighbouring faces belong together: metres of shared border, less where a road or river runs on it.</summary>
internal sealed class Adjacency
{
    public Adjacency(Subdivision plane)
    {
        Bonds = [.. plane.Faces.Select(_ => new SortedDictionary<int, double>())];
        var faces = plane.FacesByEdge();
        foreach (var ((from, to), face) in faces.OrderBy(edge => edge.Key))
            if (faces.TryGetValue((to, from), out var neighbour))
            {
                var metres = plane.Vertices[from].Distance(plane.Vertices[to]);
                Bonds[face][neighbour] = Bonds[face].GetValueOrDefault(neighbour) + metres * Weight(plane.Streets[plane.StreetOf(from, to)].Class);
            }
    }

    /// <summary>Per face its neighbours and the bond to each.</summary>
    public IReadOnlyList<SortedDictionary<int, double>> Bonds { get; }

    private static double Weight(StreetClass border) => border switch
    {
        StreetClass.River => 0.02,
        StreetClass.Main => 0.35,
        StreetClass.Secondary => 0.8,
        _ => 1,
    };
}
