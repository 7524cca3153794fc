using GridMap.DemoCounty.Division;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>Half a year of problems: along bad streets, around markets, in hot spots, and here and there.</summary>
internal sealed class Issues
{
    private const int Count = 6_024;
    private const int Unresolved = 1_284;
    private const int Days = 180;
    private const int MinutesPerDay = 1_440;
    private readonly Ground _ground;
    private readonly SeededRandom _random;
    private readonly List<(Coordinate Place, double Weight)> _markets;
    private readonly List<Hotspot> _hotspots;

    public Issues(Ground ground, Facilities facilities, SeededRandom random)
    {
        (_ground, _random) = (ground, random);
        _markets = [.. facilities.All
            .Where(facility => facility.Kind.StartsWith("market.", StringComparison.Ordinal))
            .Select(market => (market.Metres, Math.Exp(0.8 * random.Normal())))];
        _hotspots = [.. MakeHotspots()];
        var drafts = Enumerable.Range(0, Count).Select(_ => Draw()).ToList();

        // Those whose repair takes longest beyond today are the ones still open.
        var open = drafts.OrderByDescending(draft => draft.RepairMinutes - draft.AgeMinutes).Take(Unresolved).ToHashSet();
        All = [.. drafts.OrderByDescending(draft => draft.AgeMinutes).Select(draft => Finish(draft, open.Contains(draft)))];
    }

    public List<Issue> All { get; }

    private IEnumerable<Hotspot> MakeHotspots()
    {
        for (var made = 0; made < 12; made++)
            yield return new(made < 9 ? _ground.AtUrbanStreet() : _ground.InVillage(), _random.Between(70, 210), Math.Exp(0.5 * _random.Normal()), IsEmerging: false);
        // Two that came up in the last weeks: an unlicensed night market, and rubbish dumped on a building site.
        yield return new(_markets[29].Place, 120, 1.6, IsEmerging: true);
        yield return new(_ground.AtUrbanStreet(), 160, 1.3, IsEmerging: true);
    }

    private Draft Draw()
    {
        while (true)
        {
            var (metres, scene, hotspot) = Place();
            var degrees = Plane.ToDegrees(metres);
            if (_ground.GridAt(degrees) is not { } grid)
                continue;
            var kinds = IssueKind.All.Where(kind => kind.Scene.Contains(scene)).ToList();
            var kind = kinds[_random.PickWeighted([.. kinds.Select(kind => kind.Weight)])];
            var slowness = hotspot is null ? 1 : hotspot.IsEmerging ? 4 : 1.7;
            var repair = kind.HoursAllowed * 60 * slowness * (grid.IsUrban ? 0.75 : 1.35) * Math.Exp(1.15 * _random.Normal());
            return new(metres, degrees, grid, kind, Age(hotspot), Math.Max(20, repair));
        }
    }

    private (Coordinate Metres, char Scene, Hotspot? Hotspot) Place()
    {
        var kind = _random.Next();
        if (kind < 0.44)
            return (_ground.AtUrbanStreet(), 's', null);
        if (kind < 0.62)
            return (_ground.Around(_markets[_random.PickWeighted([.. _markets.Select(market => market.Weight)])].Place, 65), 'm', null);
        if (kind < 0.64)
            return (_ground.AtRiver(), 'r', null);
        if (kind < 0.84)
        {
            var hotspot = _hotspots[_random.PickWeighted([.. _hotspots.Select(hotspot => hotspot.Weight)])];
            return (_ground.Around(hotspot.Middle, hotspot.RadiusMetres), _ground.Land.UrbanityAt(hotspot.Middle) > 0.3 ? 's' : 'v', hotspot);
        }

        return kind < 0.93 ? (_ground.InVillage(), 'v', null) : (_ground.AtHome(), 's', null);
    }

    // More in recent weeks than half a year ago, fewer at weekends; nothing in the last minutes.
    private int Age(Hotspot? hotspot)
    {
        while (true)
        {
            var days = hotspot is { IsEmerging: true } ? -6.5 * Math.Log(1 - _random.Next()) : Days * _random.Next();
            var kept = (1 - 0.45 * days / Days) * ((int)days % 7 is 1 or 2 ? 0.6 : 1);
            if (days < Days && _random.Next() < kept)
                return 15 + (int)(days * MinutesPerDay);
        }
    }

    private Issue Finish(Draft draft, bool isOpen)
    {
        var kind = draft.Kind;
        var resolved = isOpen ? (int?)null : Math.Max(_random.Below(Math.Min(draft.AgeMinutes, 600)), draft.AgeMinutes - (int)draft.RepairMinutes);
        var address = _ground.AddressOf(draft.Metres, draft.Grid);
        var severity = _random.PickWeighted([0.34, 0.5, 0.16]) + 1;
        string[] sources = ["patrol", "hotline", "superior_inspection", "undercover", "imported_list"];
        var unit = kind.Bureau == "" || _random.Next() < 0.22 ? draft.Grid.Parent!.Parent!.Code : Units.CodeOf(kind.Bureau);
        return new(
            draft.Degrees, kind, $"{address}附近{_random.Pick(kind.Texts)}", severity, address, sources[_random.PickWeighted([0.6, 0.19, 0.08, 0.05, 0.08])],
            draft.AgeMinutes, draft.AgeMinutes - kind.HoursAllowed * 60, resolved, unit);
    }

    private sealed record Hotspot(Coordinate Middle, double RadiusMetres, double Weight, bool IsEmerging);

    private sealed record Draft(Coordinate Metres, Coordinate Degrees, Area Grid, IssueKind Kind, int AgeMinutes, double RepairMinutes);
}
