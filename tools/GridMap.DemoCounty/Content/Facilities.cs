using System.Globalization;
using GridMap.DemoCounty.Division;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>Markets, toilets and waste points: dry toilets and open pits mostly in villages, some already cleared.</summary>
internal sealed class Facilities
{
    private static readonly Plan[] Plans =
    [
        new("market.farmers", 17, "农贸市场", Setting.Town, "县市场监管局", "06:00-19:00"),
        new("market.morning", 10, "早市", Setting.Town, "县城管局", "05:30-09:00"),
        new("market.night", 8, "夜市", Setting.Town, "县城管局", "18:30-23:30"),
        new("market.temporary", 12, "便民市场", Setting.Street, "县城管局", "06:30-10:30"),
        new("market.road", 15, "马路市场", Setting.Street, "县城管局", ""),
        new("toilet.flush", 196, "公厕", Setting.Street, "县环卫中心", "00:00-24:00"),
        new("toilet.mobile", 15, "移动公厕", Setting.Town, "县环卫中心", "06:00-22:00"),
        new("toilet.dry", 90, "旱厕", Setting.Village, "", ""),
        new("toilet.dry", 26, "旱厕", Setting.Village, "", "", IsCleared: true),
        new("waste.open_pit", 140, "敞口垃圾池", Setting.Village, "", ""),
        new("waste.open_pit", 38, "敞口垃圾池", Setting.Village, "", "", IsCleared: true),
        new("waste.bin_uncovered", 160, "无盖垃圾箱", Setting.Home, "县环卫中心", ""),
        new("waste.bin", 482, "垃圾箱", Setting.Street, "县环卫中心", ""),
        new("waste.collection_station", 90, "垃圾收集点", Setting.Home, "县环卫中心", ""),
        new("waste.transfer_station", 13, "垃圾中转站", Setting.Street, "县环卫中心", "05:00-21:00"),
        new("waste.recycling_depot", 14, "废品收购站", Setting.Home, "县商务局", "08:00-18:00"),
        new("waste.landfill", 2, "生活垃圾填埋场", Setting.Village, "县环卫中心", "07:00-18:00"),
    ];

    private static readonly DateOnly ClearingBegan = new(2025, 3, 3);
    private readonly Ground _ground;
    private readonly SeededRandom _random;
    private readonly HashSet<string> _names = [];

    public Facilities(Ground ground, SeededRandom random)
    {
        (_ground, _random) = (ground, random);
        foreach (var plan in Plans)
            for (var made = 0; made < plan.Count; made++)
                Add(plan);
    }

    private enum Setting
    {
        Town,
        Street,
        Home,
        Village,
    }

    public List<Facility> All { get; } = [];

    private void Add(Plan plan)
    {
        var (metres, degrees, grid) = Place(plan);
        var address = _ground.AddressOf(metres, grid);
        var unit = plan.Bureau == "" ? grid.Parent!.Parent!.Code : Units.CodeOf(plan.Bureau);
        var cleared = plan.IsCleared ? ClearingBegan.AddDays(_random.Below(240)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        var (id, state) = ($"SS-{All.Count + 1:00000}", plan.IsCleared ? "cleared" : "existing");
        All.Add(new(id, plan.Kind, NameOf(plan, address, grid), address, state, cleared, plan.Hours, unit, metres, degrees));
    }

    private (Coordinate Metres, Coordinate Degrees, Area Grid) Place(Plan plan)
    {
        while (true)
        {
            var metres = plan.Setting switch
            {
                Setting.Town => _random.Next() < 0.72 ? _ground.AtUrbanStreet() : _ground.Around(_ground.Land.Settlements[3 + _random.Below(6)].Centre, 220),
                Setting.Street => _ground.AtStreet(),
                Setting.Home => _ground.AtHome(),
                _ => _ground.InVillage(),
            };
            var degrees = Plane.ToDegrees(metres);
            var isTooCentral = plan.Setting == Setting.Village && _ground.Land.UrbanityAt(metres) > 0.85;
            if (!isTooCentral && _ground.GridAt(degrees) is { } grid)
                return (metres, degrees, grid);
        }
    }

    private string NameOf(Plan plan, string address, Area grid)
    {
        var place = address.EndsWith('号') ? address.TrimEnd([.. "0123456789号"]) : grid.Parent!.Name;
        for (var number = 1; ; number++)
            if (_names.Add(place + plan.Noun + number))
                return plan.Count > 30 || number > 1 ? $"{place}{number}号{plan.Noun}" : place + plan.Noun;
    }

    private sealed record Plan(string Kind, int Count, string Noun, Setting Setting, string Bureau, string Hours, bool IsCleared = false);
}
