using GridMap.DemoCounty.Content;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace GridMap.DemoCounty.Division;

/// <summary>Groups grids into communities and communities into towns, numbers and names them.</summary>
/// <remarks>Codes are 6 digits county, 3 town, 3 community, 3 grid, counted from west to east, row by row from north to south.</remarks>
internal sealed class Hierarchy
{
    private const double UrbanFrom = 0.36;
    private static readonly GeometryFactory Factory = new();
    private readonly Subdivision _plane;
    private readonly Landscape _land;
    private readonly Polygon[] _faces;

    public Hierarchy(Subdivision plane, Landscape land)
    {
        (_plane, _land) = (plane, land);
        _faces = [.. plane.Faces.Select(ToDegrees)];
        var adjacency = new Adjacency(plane);
        var communities = new Clusters(adjacency).Grow(least: 7, most: 14);
        var townOf = AssignTowns(communities, adjacency);
        for (var town = 0; town < Names.Towns.Length; town++)
            AddTown(Names.Towns[town], [.. communities.Where((_, community) => townOf[community] == town)]);
    }

    public List<Area> Towns { get; } = [];

    public List<Area> Communities { get; } = [];

    public List<Area> Grids { get; } = [];

    private Polygon ToDegrees(Face face)
    {
        var ring = _plane.PlacesOf(face).Select(Plane.ToDegrees).ToList();
        return Factory.CreatePolygon([.. ring, ring[0].Copy()]);
    }

    // Each community to the town whose middle is nearest by way of its neighbours, rivers being a detour.
    private int[] AssignTowns(List<List<int>> communities, Adjacency adjacency)
    {
        var centres = communities.Select(Middle).ToArray();
        var communityOf = new int[adjacency.Bonds.Count];
        for (var community = 0; community < communities.Count; community++)
            foreach (var face in communities[community])
                communityOf[face] = community;

        var town = Enumerable.Repeat(-1, communities.Count).ToArray();
        var queue = new PriorityQueue<(int Community, int Town), double>();
        for (var number = 0; number < Names.Towns.Length; number++)
            queue.Enqueue((Enumerable.Range(0, communities.Count).MinBy(community => centres[community].Distance(Names.Towns[number].Middle)), number), 0);
        while (queue.TryDequeue(out var next, out var cost))
        {
            if (town[next.Community] >= 0)
                continue;
            town[next.Community] = next.Town;
            var neighbours = communities[next.Community].SelectMany(face => adjacency.Bonds[face]).GroupBy(bond => communityOf[bond.Key], bond => bond.Value);
            foreach (var neighbour in neighbours.OrderBy(neighbour => neighbour.Key))
                queue.Enqueue((neighbour.Key, next.Town), cost + centres[next.Community].Distance(centres[neighbour.Key]) + (neighbour.Sum() < 150 ? 2_500 : 0));
        }

        return town;
    }

    private Coordinate Middle(IReadOnlyList<int> faces) => Factory.CreateMultiPoint(
        [.. faces.Select(face => Factory.CreatePolygon([.. _plane.PlacesOf(_plane.Faces[face]), _plane.PlacesOf(_plane.Faces[face])[0]]).Centroid)]).Centroid.Coordinate;

    private double Urbanity(IReadOnlyList<int> faces) => faces.Average(face => _land.UrbanityAt(Middle([face])));

    private void AddTown(Names.Town name, List<List<int>> communities)
    {
        var faces = communities.SelectMany(members => members).ToList();
        var town = new Area("town", Names.CountyCode + name.Code, name.Name, null, Union(faces), faces) { IsUrban = name.IsSubdistrict };
        Towns.Add(town);
        var urban = communities.Where(members => Urbanity(members) > UrbanFrom).OrderBy(members => Middle(members).X).ToList();
        var villages = new Queue<string>(name.Villages);
        foreach (var (members, number) in InRows(communities, Middle).Select((members, at) => (members, at + 1)))
        {
            // Community names run from west to east, so that East Street lies east.
            var place = urban.IndexOf(members);
            var isUrban = place >= 0;
            var called = isUrban ? name.Communities[place * (name.Communities.Length - 1) / Math.Max(1, urban.Count - 1)] : villages.Dequeue();
            AddCommunity(town, number, called, isUrban, members);
        }
    }

    private void AddCommunity(Area town, int number, string name, bool isUrban, List<int> faces)
    {
        var community = new Area("community", $"{town.Code}{number:000}", name + (isUrban ? "社区" : "村"), town, Union(faces), faces) { IsUrban = isUrban };
        Communities.Add(community);
        var numbered = InRows(faces, face => Middle([face])).ToList();
        for (var at = 0; at < numbered.Count; at++)
            Grids.Add(new("responsibility", $"{community.Code}{at + 1:000}", $"{name}第{at + 1}网格", community, _faces[numbered[at]], [numbered[at]])
            {
                IsUrban = isUrban,
            });
    }

    private Geometry Union(List<int> faces) =>
        CoverageUnion.Union(Factory.CreateGeometryCollection([.. faces.Select(face => _faces[face])])).Normalized();

    // From west to east, in about as many rows from north to south as there are columns.
    private static IEnumerable<T> InRows<T>(IReadOnlyList<T> items, Func<T, Coordinate> middle)
    {
        var rows = Math.Max(1, (int)Math.Round(Math.Sqrt(items.Count)));
        var perRow = (int)Math.Ceiling(items.Count / (double)rows);
        return items.OrderByDescending(item => middle(item).Y).Chunk(perRow).SelectMany(row => row.OrderBy(item => middle(item).X));
    }
}
