using System.Numerics;

namespace GridMap.Spatial.HotSpots;

/// <summary>For every vertex, the vertices of other areas that lie within the tolerance: at most four of them.</summary>
internal sealed class VertexNeighbours
{
    private const int Kept = 4;
    // A cell of eight tolerances: two vertices out of five look into a second one, and few other vertices are met in each.
    private const int TolerancesPerCell = 8;
    private readonly BoundaryVertex[] vertices;
    private readonly List<ulong> links;
    private readonly int[] firsts;
    private readonly int[] others;
    private readonly int[] near;
    private readonly byte[] counts;
    private readonly double tolerance;
    private readonly double cellsPerUnit;

    private VertexNeighbours(BoundaryVertex[] vertices, double tolerance, List<ulong> links)
    {
        (this.vertices, this.tolerance, this.links) = (vertices, tolerance, links);
        cellsPerUnit = 1 / (tolerance * TolerancesPerCell);
        firsts = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, vertices.Length))];
        others = new int[vertices.Length];
        near = new int[vertices.Length * Kept];
        counts = new byte[vertices.Length];
    }

    /// <summary>Finds them, and adds a link each way between their areas.</summary>
    public static VertexNeighbours Find(BoundaryVertices boundaries, double tolerance, List<ulong> links)
    {
        var found = new VertexNeighbours(boundaries.All, tolerance, links);
        for (var at = 0; at < found.vertices.Length; at++) found.Add(at);
        return found;
    }

    /// <summary>Whether another area has this edge too, to within the tolerance.</summary>
    /// <param name="from">Place of the vertex that it begins with.</param>
    public bool IsShared(int from)
    {
        var to = vertices[from].Next;
        foreach (var first in Near(from))
            foreach (var second in Near(to))
                if (vertices[first].Next == second || vertices[second].Next == first) return true;
        return false;
    }

    private ReadOnlySpan<int> Near(int at) => near.AsSpan(at * Kept, counts[at]);

    private void Add(int at)
    {
        ref readonly var vertex = ref vertices[at];
        double x = vertex.X * cellsPerUnit, y = vertex.Y * cellsPerUnit;
        double column = Math.Floor(x), row = Math.Floor(y);
        const double reach = 1.0 / TolerancesPerCell;
        var (across, along) = (Side(x - column, reach), Side(y - row, reach));
        Look(at, column, row);
        if (across != 0) Look(at, column + across, row);
        if (along != 0) Look(at, column, row + along);
        if (across != 0 && along != 0) Look(at, column + across, row + along);
        ref var first = ref firsts[Slot(column, row)];
        (others[at], first) = (first, at + 1);
    }

    private static int Side(double within, double reach) => within < reach ? -1 : within > 1 - reach ? 1 : 0;

    private int Slot(double column, double row) =>
        (int)((ulong)((long)column * 0x1E3779B97F4A7C15 + (long)row * 0x42B2AE3D27D4EB4F) >> 24) & firsts.Length - 1;

    private void Look(int at, double column, double row)
    {
        ref readonly var vertex = ref vertices[at];
        for (var met = firsts[Slot(column, row)]; met != 0; met = others[met - 1])
        {
            ref readonly var other = ref vertices[met - 1];
            double dx = other.X - vertex.X, dy = other.Y - vertex.Y;
            if (other.Area == vertex.Area || dx * dx + dy * dy > tolerance * tolerance) continue;
            Keep(at, met - 1);
            Keep(met - 1, at);
            Link(vertex.Area, other.Area);
        }
    }

    private void Keep(int at, int other)
    {
        if (counts[at] < Kept) near[at * Kept + counts[at]++] = other;
    }

    // Along a common border the same two areas meet vertex after vertex: said once in a row.
    private void Link(int one, int other)
    {
        if (links.Count > 1 && links[^2] == SpatialWeights.Key(one, other)) return;
        links.Add(SpatialWeights.Key(one, other));
        links.Add(SpatialWeights.Key(other, one));
    }
}
