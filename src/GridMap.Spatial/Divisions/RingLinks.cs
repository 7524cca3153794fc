using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Links directed edges with the area on their right to closed rings, none of which meets a vertex twice.</summary>
internal sealed class RingLinks
{
    private readonly IReadOnlyList<Coordinate> _vertices;
    private readonly List<(int From, int To)> _edges;
    private readonly Dictionary<int, List<int>> _leaving = [];
    private readonly bool[] _isUsed;

    public RingLinks(IReadOnlyList<Coordinate> vertices, List<(int From, int To)> edges)
    {
        (_vertices, _edges, _isUsed) = (vertices, edges, new bool[edges.Count]);
        for (var edge = 0; edge < edges.Count; edge++)
            (_leaving.TryGetValue(edges[edge].From, out var others) ? others : _leaving[edges[edge].From] = []).Add(edge);
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
        if (!_leaving.TryGetValue(at, out var ways))
            return -1;
        foreach (var way in ways.Where(way => !_isUsed[way]))
        {
            var turn = ways.Count == 1 ? 0 : Turn(_vertices[at], _vertices[from], _vertices[_edges[way].To]);
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
