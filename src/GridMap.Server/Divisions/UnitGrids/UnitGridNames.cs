using GridMap.Server.Work;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Divisions.UnitGrids;

/// <summary>Gives unit grids their codes by the county's scheme, and their names after the grid they are a part of.</summary>
/// <param name="areas">All areas of the draft.</param>
/// <param name="names">What they are called, by code.</param>
internal sealed class UnitGridNames(IReadOnlyList<DivisionArea> areas, IReadOnlyDictionary<string, string> names)
{
    private readonly Dictionary<string, DivisionArea> _byCode = areas.ToDictionary(area => area.Code, StringComparer.Ordinal);

    /// <summary>Names them.</summary>
    /// <param name="units">Those of one parent together, in the order in which they are numbered.</param>
    /// <param name="scheme">free or gbt30428.</param>
    /// <param name="taken">Codes that stay.</param>
    /// <exception cref="WorkFailedException">The scheme has no code for one.</exception>
    public List<(string Code, string Name, UnitGridShape Unit)> Name(
        IReadOnlyList<UnitGridShape> units, string scheme, IReadOnlySet<string> taken) =>
        scheme == DivisionCodes.Gbt30428
            ? [.. units.GroupBy(unit => CommunityOf(unit.ParentCode)).SelectMany(community => ByCommunity(community.Key, [.. community], taken))]
            : [.. units.GroupBy(unit => unit.ParentCode).SelectMany(parent => ByParent(parent.Key, [.. parent], taken))];

    private IEnumerable<(string Code, string Name, UnitGridShape Unit)> ByParent(string parent, List<UnitGridShape> units, IReadOnlySet<string> taken)
    {
        var digits = Math.Max(2, $"{units.Count}".Length);
        var numbers = Enumerable.Range(1, int.MaxValue).Select(number => number.ToString($"D{digits}"))
            .Where(number => !taken.Contains($"{parent}-{number}"));
        return units.Zip(numbers, (unit, number) => ($"{parent}-{number}", $"{names[parent]}-{number}", unit));
    }

    private IEnumerable<(string Code, string Name, UnitGridShape Unit)> ByCommunity(
        string community, List<UnitGridShape> units, IReadOnlySet<string> taken)
    {
        try
        {
            var codes = DivisionCodes.Generate(community, [.. units.Select(Geometry (unit) => unit.Shape)], taken);
            return units.Zip(codes, (unit, code) => (code, $"{names[unit.ParentCode]}-{code[^3..]}", unit));
        }
        catch (ArgumentException wrong)
        {
            throw new WorkFailedException(wrong.Message.Split(" (Parameter")[0]);
        }
    }

    private string CommunityOf(string parent)
    {
        // As many steps as there are levels: areas may name each other as parents.
        var area = _byCode.GetValueOrDefault(parent);
        for (var step = 0; step < DivisionLevels.All.Count && area is not null and not { Level: DivisionLevels.Community }; step++)
            area = area.ParentCode is { } above ? _byCode.GetValueOrDefault(above) : null;
        return area?.Code ?? throw new WorkFailedException($"Grid {parent} lies in no community, whose twelve digits GB/T 30428 gives its unit grids.");
    }
}
