using GridMap.DemoCounty.Content;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>Joins pieces that run on straight across a junction into streets, and names them.</summary>
internal sealed class StreetMap
{
    private const double StraightOn = 152 * Math.PI / 180;
    private readonly Subdivision _plane;
    private readonly Landscape _land;
    private readonly int[] _joined;
    private readonly HashSet<string> _taken;

    public StreetMap(Subdivision plane, Landscape land)
    {
        (_plane, _land) = (plane, land);
        _joined = [.. Enumerable.Range(0, plane.Streets.Count)];
        _taken = [.. land.Streets.Select(street => street.Name)];
        JoinAcrossJunctions();
        Streets = [.. plane.Edges
            .GroupBy(edge => Root(edge.Street))
            .Where(group => plane.Streets[group.Key].Class != StreetClass.Border)
            .Select(Chain)
            .OrderByDescending(street => street.Class).ThenByDescending(street => street.LengthMetres)];
        NameAll();
    }

    public List<NamedStreet> Streets { get; }

    private int Root(int street)
    {
        while (_joined[street] != street)
            street = _joined[street];
        return street;
    }

    private void JoinAcrossJunctions()
    {
        var arms = _plane.Edges.Where(edge => IsJoinable(edge.Street))
            .SelectMany(edge => new[] { (At: edge.From, Other: edge.To, edge.Street), (At: edge.To, Other: edge.From, edge.Street) })
            .GroupBy(arm => arm.At).Where(junction => _plane.Degrees[junction.Key] > 2).OrderBy(junction => junction.Key);
        foreach (var junction in arms)
            JoinAt(junction.Key, [.. junction.Select(arm => (arm.Other, arm.Street))]);
    }

    private bool IsJoinable(int street) => _plane.Streets[street].Class is StreetClass.Lane or StreetClass.Secondary;

    private void JoinAt(int junction, List<(int Other, int Street)> arms)
    {
        for (var one = 0; one < arms.Count; one++)
            for (var two = one + 1; two < arms.Count; two++)
            {
                var (a, b) = (Root(arms[one].Street), Root(arms[two].Street));
                if (a == b || Shape.Angle(_plane.Vertices[arms[one].Other], _plane.Vertices[junction], _plane.Vertices[arms[two].Other]) < StraightOn)
                    continue;
                _plane.Streets[a].Class = (StreetClass)Math.Max((int)_plane.Streets[a].Class, (int)_plane.Streets[b].Class);
                _joined[b] = a;
            }
    }

    // Edges to lines: from loose ends first, on through every vertex while an unused edge leaves it.
    private NamedStreet Chain(IGrouping<int, (int From, int To, int Street)> edges)
    {
        var next = new SortedDictionary<int, SortedSet<int>>();
        foreach (var (from, to, _) in edges)
        {
            (next.TryGetValue(from, out var of) ? of : next[from] = []).Add(to);
            (next.TryGetValue(to, out var ot) ? ot : next[to] = []).Add(from);
        }

        var lines = new List<List<int>>();
        while (next.Values.Any(neighbours => neighbours.Count > 0))
        {
            var start = next.Where(vertex => vertex.Value.Count % 2 == 1).Select(vertex => vertex.Key).FirstOrDefault(-1);
            lines.Add(Walk(next, start >= 0 ? start : next.First(vertex => vertex.Value.Count > 0).Key));
        }

        var street = _plane.Streets[edges.Key];
        return new(street.Class, street.Name, [.. lines.Select(line => line.Select(vertex => _plane.Vertices[vertex]).ToArray())]);
    }

    private static List<int> Walk(SortedDictionary<int, SortedSet<int>> next, int start)
    {
        var line = new List<int> { start };
        while (next[line[^1]].Count > 0)
        {
            var (at, to) = (line[^1], next[line[^1]].Min);
            next[at].Remove(to);
            next[to].Remove(at);
            line.Add(to);
        }

        return line;
    }

    private void NameAll()
    {
        foreach (var street in Streets.Where(street => street.Name == ""))
            street.Name = _land.UrbanityAt(street.Middle) > 0.1 ? UrbanName(street) : CountryName(street);
    }

    private string UrbanName(NamedStreet street)
    {
        string[] suffixes = street.Class == StreetClass.Secondary ? ["路", "街", "东路", "西街", "北路", "南街"] : ["巷", "里", "一巷", "二巷", "三巷", "横巷"];
        return Fresh(suffixes.SelectMany(suffix => Names.StreetStems.Select(stem => stem + suffix)));
    }

    // Country roads are called after the two villages they join.
    private string CountryName(NamedStreet street)
    {
        string Nearest(Coordinate place) => _land.Settlements.MinBy(settlement => settlement.Centre.Distance(place))!.Name;
        var (from, to) = (Nearest(street.Lines[0][0]), Nearest(street.Lines[^1][^1]));
        string[] bases = from == to ? [from] : [$"{from[0]}{to[0]}", $"{to[0]}{from[0]}", from, to];
        string[] suffixes = street.Class == StreetClass.Secondary ? ["路", "支路"] : ["村道", "机耕道", "便道", "环线"];
        return Fresh(suffixes.SelectMany(suffix => bases.Select(stem => stem + suffix))
            .Concat(Enumerable.Range(2, 40).SelectMany(number => bases.Select(stem => $"{stem}{number}号{suffixes[0]}"))));
    }

    private string Fresh(IEnumerable<string> names) => names.First(_taken.Add);
}
