using GridMap.Contracts.Divisions;
using GridMap.Server.Work;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;

namespace GridMap.Server.Divisions.UnitGrids;

/// <summary>Which areas of a draft get unit grids, and which unit grids go for it.</summary>
/// <param name="Divided">Codes of the areas to be divided.</param>
/// <param name="Kept">Codes of those that have unit grids, and keep them.</param>
/// <param name="Removed">Codes of unit grids that go.</param>
internal sealed record UnitGridParents(IReadOnlySet<string> Divided, IReadOnlySet<string> Kept, IReadOnlySet<string> Removed)
{
    /// <summary>Chooses them.</summary>
    /// <exception cref="WorkFailedException">The draft has no such area, or none of them can be divided.</exception>
    public static UnitGridParents Choose(IReadOnlyList<DivisionArea> areas, MakeUnitGrids wanted)
    {
        var asked = Asked(areas, wanted.ParentCodes);
        if (asked.Count == 0) throw new WorkFailedException("The draft has no responsibility grid to be divided.");
        var units = UnitGridMaker.UnitsByParent(areas);
        var having = asked.Where(units.Contains).ToHashSet(StringComparer.Ordinal);
        if (wanted.Replace) return new(asked, new HashSet<string>(), having.SelectMany(code => units[code]).ToHashSet(StringComparer.Ordinal));
        return new(asked.Except(having).ToHashSet(StringComparer.Ordinal), having, new HashSet<string>());
    }

    private static HashSet<string> Asked(IReadOnlyList<DivisionArea> areas, IReadOnlyList<string>? codes)
    {
        if (codes is null)
            return areas.Where(area => area.Level == DivisionLevels.Responsibility).Select(area => area.Code).ToHashSet(StringComparer.Ordinal);
        var known = areas.Where(area => DivisionLevels.IsResponsible(area.Level)).ToDictionary(area => area.Code, StringComparer.Ordinal);
        var parts = known.Values.Where(area => area.ParentCode is not null).ToLookup(area => area.ParentCode!, StringComparer.Ordinal);
        if (codes.FirstOrDefault(code => !known.ContainsKey(code)) is { } stranger)
            throw new WorkFailedException($"The draft has no grid {stranger} that could be divided.");
        var (asked, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(codes));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var code))
        {
            if (!seen.Add(code)) continue;
            if (!parts.Contains(code)) asked.Add(code);
            foreach (var part in parts[code]) open.Push(part.Code);
        }

        return asked;
    }
}
