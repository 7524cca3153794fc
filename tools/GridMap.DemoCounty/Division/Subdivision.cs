using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>A plane divided into faces that share numbered vertices, so that there is never a gap or an overlap between them.</summary>
internal sealed class Subdivision
{
    private readonly Dictionary<(int Low, int High), int> _streetOfEdge = [];
    private readonly Dictionary<(long, long), int> _numberOfPlace = [];

    public List<Coordinate> Vertices { get; } = [];

    /// <summary>How many edges meet at each vertex.</summary>
    public List<int> Degrees { get; } = [];

    public List<Street> Streets { get; } = [];

    public List<Face> Faces { get; set; } = [];

    public IEnumerable<(int From, int To, int Street)> Edges => _streetOfEdge.Select(edge => (edge.Key.Low, edge.Key.High, edge.Value));

    /// <summary>The vertex at a place, rounded to a centimetre; made if it is not there yet.</summary>
    public int VertexAt(Coordinate place)
    {
        var key = ((long)Math.Round(place.X * 100), (long)Math.Round(place.Y * 100));
        if (_numberOfPlace.TryGetValue(key, out var number))
            return number;

        Vertices.Add(new(key.Item1 / 100.0, key.Item2 / 100.0));
        Degrees.Add(0);
        return _numberOfPlace[key] = Vertices.Count - 1;
    }

    public void AddEdge(int from, int to, int street)
    {
        if (!_streetOfEdge.TryAdd(Key(from, to), street))
            return;
        Degrees[from]++;
        Degrees[to]++;
    }

    public void RemoveEdge(int from, int to)
    {
        if (!_streetOfEdge.Remove(Key(from, to)))
            return;
        Degrees[from]--;
        Degrees[to]--;
    }

    public int StreetOf(int from, int to) => _streetOfEdge[Key(from, to)];

    public Coordinate[] PlacesOf(Face face) => [.. face.Ring.Select(vertex => Vertices[vertex])];

    /// <summary>Per directed edge the face on its left.</summary>
    public Dictionary<(int From, int To), int> FacesByEdge()
    {
        var faces = new Dictionary<(int, int), int>();
        for (var face = 0; face < Faces.Count; face++)
            for (var at = 0; at < Faces[face].Ring.Length; at++)
                faces.Add((Faces[face].Ring[at], Faces[face].Ring[(at + 1) % Faces[face].Ring.Length]), face);
        return faces;
    }

    private static (int, int) Key(int from, int to) => from < to ? (from, to) : (to, from);
}
