using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Links directed edges with the area on their right to closed rings, none of which meets a vertex twice.</summary>
internal sealed class RingLinks
{
    private readonly IReadOnlyList<Coordinate> _vertices;
    private readonly List<(int From, int To)> _edges;
    // The first edge that leaves a vertex, and of each edge the next one that leaves the same; -1 for none.
    private readonly Dictionary<int, int> _leaving;
    private readonly int[] _next;
    private readonly bool[] _isUsed;

    public RingLinks(IReadOnlyList<Coordinate> vertices, List<(int From, int To)> edges)
    {
        (_vertices, _edges, _isUsed) = (vertices, edges, new bool[edges.Count]);
        (_leaving, _next) = (new(edges.Count), new int[edges.Count]);
        for (var edge = edges.Count - 1; edge >= 0; edge--)
        {
            _next[edge] = _leaving.GetValueOrDefault(edges[edge].From, -1);
            _leaving[edges[edge].From] = edge;
        }
    }

    /// <summary>The rings; null when an edge leads nowhere.</summary>
    public List<Coordinate[]>? Rings()
    {
        var rings = new List<Coordinate[]>();
        for (var edge = 0; edge < _edges.Count; edge++)
            if (!_isUsed[edge] && !Walk(edge, rings))
                return null;
        return rings;
    }

    // A vertex met again closes the ring since; so a hole that touches its shell becomes a ring of its own.
    private bool Walk(int start, List<Coordinate[]> rings)
    {
        var (path, placeOf) = (new List<int> { _edges[start].From }, new Dictionary<int, int> { [_edges[start].From] = 0 });
        for (var edge = start; edge >= 0; edge = Next(edge))
        {
            _isUsed[edge] = true;
            var at = _edges[edge].To;
            if (placeOf.TryGetValue(at, out var since))
                Close(path, placeOf, since, rings);
            else
                Push(path, placeOf, at);
            if (path.Count == 1)
                return true;
        }

        return false;
    }

    private static void Push(List<int> path, Dictionary<int, int> placeOf, int vertex)
    {
        placeOf[vertex] = path.Count;
        path.Add(vertex);
    }

    private void Close(List<int> path, Dictionary<int, int> placeOf, int since, List<Coordinate[]> rings)
    {
        var ring = path.Skip(since).Append(path[since]).Select(vertex => _vertices[vertex].Copy()).ToArray();
        if (ring.Length >= 4)
            rings.Add(ring);
        foreach (var vertex in path.Skip(since + 1))
            placeOf.Remove(vertex);
        path.RemoveRange(since + 1, path.Count - since - 1);
    }

    // Of several ways on, the first one counter-clockwise from where it came from: it keeps to the same area.
    private int Next(int edge)
    {
        var (from, at) = _edges[edge];
        var (best, bestTurn) = (-1, double.MaxValue);
        var first = _leaving.GetValueOrDefault(at, -1);
        for (var way = first; way >= 0; way = _next[way])
        {
            if (_isUsed[way]) continue;
            var turn = _next[first] < 0 ? 0 : Turn(_vertices[at], _vertices[from], _vertices[_edges[way].To]);
            if (turn < bestTurn)
                (best, bestTurn) = (way, turn);
        }

        return best;
    }

    private static double Turn(Coordinate at, Coordinate from, Coordinate to)
    {
        var turn = Math.Atan2(to.Y - at.Y, to.X - at.X) - Math.Atan2(from.Y - at.Y, from.X - at.X);
        return turn > 0 ? turn : turn + Math.Tau;
    }
}
