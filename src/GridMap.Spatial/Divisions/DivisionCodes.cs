using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Codes of a division by scheme: checked and generated.</summary>
public static class DivisionCodes
{
    /// <summary>Any text.</summary>
    public const string Free = "free";

    /// <summary>
    /// GB/T 30428: a unit grid has 15 digits, 6 of the county, 3 of the street, 3 of the community, 3 in sequence; towns and communities have
    /// the 12 digits of the national division codes (6 + 3 + 3; a town's end in 000, or are left out). Responsibility grids are free.
    /// </summary>
    public const string Gbt30428 = "gbt30428";

    private const int LastInSequence = 999;

    /// <summary>The areas whose code is not of the scheme's form, does not begin with the county's, or not with its parents'.</summary>
    /// <param name="areas">All areas of all levels.</param>
    /// <param name="scheme"><see cref="Free"/> or <see cref="Gbt30428"/>.</param>
    /// <param name="countyCode">Six digits; null checks against parents only.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another scheme.</exception>
    public static IReadOnlyList<DivisionDefect> Check(IReadOnlyList<DivisionArea> areas, string scheme, string? countyCode)
    {
        if (scheme is not (Free or Gbt30428))
            throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "The schemes are free and gbt30428.");

        var byCode = areas.ToLookup(area => area.Code, StringComparer.Ordinal);
        var wrong = areas.Where(area => scheme == Free ? string.IsNullOrWhiteSpace(area.Code) : !IsGood(area, countyCode, byCode));
        return [.. wrong.Select(area => NamingRules.Defect(DivisionDefectKind.InvalidCode, area, Plane(area)))];
    }

    /// <summary>The towns and communities whose code is not in the county's list, or has another name there.</summary>
    /// <param name="areas">All areas of all levels.</param>
    /// <param name="names">What they are called, by code.</param>
    /// <param name="list">Names by code of twelve digits; empty where the county has no list, and nothing is wrong.</param>
    public static IReadOnlyList<DivisionDefect> CheckAgainst(
        IReadOnlyList<DivisionArea> areas, IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<string, string> list)
    {
        bool IsListed(DivisionArea area) =>
            list.TryGetValue(InFull(area.Code), out var listed) && (!names.TryGetValue(area.Code, out var name) || DivisionNames.AreSame(name, listed));
        var unknown = areas.Where(area => list.Count > 0 && area.Level is (DivisionLevels.Town or DivisionLevels.Community) && !IsListed(area));
        return [.. unknown.Select(area => NamingRules.Defect(DivisionDefectKind.UnknownCode, area, Plane(area)))];
    }

    /// <summary>The twelve digits of a town's code, which ends in 000 where these are left out; any other code as it is.</summary>
    public static string InFull(string code) => code.Length == 9 && IsDigits(code) ? code + "000" : code;

    /// <summary>Whether a code has the form GB/T 30428 asks for at a level; responsibility grids may have any but an empty one.</summary>
    public static bool HasForm(string code, string level) => level switch
    {
        DivisionLevels.Town => IsDigits(code) && (code.Length == 9 || (code.Length == 12 && code.EndsWith("000", StringComparison.Ordinal))),
        DivisionLevels.Community => IsDigits(code) && code.Length == 12 && !code.EndsWith("000", StringComparison.Ordinal),
        DivisionLevels.Unit => IsDigits(code) && code.Length == 15 && !code.EndsWith("000", StringComparison.Ordinal),
        _ => !string.IsNullOrWhiteSpace(code),
    };

    /// <summary>Codes for unit grids of one community: its code and a number of three digits, row by row from north to south, each from west to east.</summary>
    /// <param name="communityCode">Twelve digits.</param>
    /// <param name="shapes">The unit grids, EPSG:4326, none empty.</param>
    /// <param name="taken">Codes that are not to be given again; null for none.</param>
    /// <returns>A code for each shape, in their order.</returns>
    /// <exception cref="ArgumentException">The community's code has another form, or 999 numbers are not enough.</exception>
    public static IReadOnlyList<string> Generate(string communityCode, IReadOnlyList<Geometry> shapes, IReadOnlySet<string>? taken = null)
    {
        if (!HasForm(communityCode, DivisionLevels.Community))
            throw new ArgumentException($"{communityCode} is not the twelve-digit code of a community.", nameof(communityCode));
        var free = Enumerable.Range(1, LastInSequence).Select(number => $"{communityCode}{number:000}").Where(code => taken?.Contains(code) != true).ToList();
        if (free.Count < shapes.Count)
            throw new ArgumentException($"Community {communityCode} has {free.Count} numbers left for {shapes.Count} unit grids.", nameof(shapes));

        var codes = new string[shapes.Count];
        foreach (var (at, next) in InReadingOrder(shapes).Select((at, next) => (at, next)))
            codes[at] = free[next];
        return codes;
    }

    /// <summary>Places of the shapes in the order in which they are numbered: row by row from north to south, each from west to east.</summary>
    /// <remarks>A row holds what lies within half a usual height of its northernmost shape.</remarks>
    /// <param name="shapes">None empty.</param>
    public static IReadOnlyList<int> InReadingOrder(IReadOnlyList<Geometry> shapes)
    {
        var centres = shapes.Select(shape => shape.Centroid.Coordinate).ToArray();
        var half = shapes.Count == 0 ? 0 : shapes.Select(shape => shape.EnvelopeInternal.Height).Order().ElementAt(shapes.Count / 2) / 2;
        var (order, row, top) = (new List<int>(), new List<int>(), double.PositiveInfinity);
        foreach (var at in Enumerable.Range(0, shapes.Count).OrderByDescending(at => centres[at].Y).ThenBy(at => centres[at].X))
        {
            if (centres[at].Y < top - half)
            {
                order.AddRange(row.OrderBy(other => centres[other].X));
                (row, top) = ([], centres[at].Y);
            }

            row.Add(at);
        }

        return [.. order, .. row.OrderBy(other => centres[other].X)];
    }

    private static bool IsGood(DivisionArea area, string? countyCode, ILookup<string, DivisionArea> byCode)
    {
        if (!HasForm(area.Code, area.Level))
            return false;
        if (area.Level == DivisionLevels.Responsibility)
            return true;
        var (digits, length) = area.Level switch { DivisionLevels.Community => (DivisionLevels.Town, 9), DivisionLevels.Unit => (DivisionLevels.Community, 12), _ => ("", 0) };
        return (countyCode is null || area.Code.StartsWith(countyCode, StringComparison.Ordinal))
            && Ancestors(area, byCode).Where(above => above.Level == digits && above.Code.Length >= length)
                .All(above => area.Code.StartsWith(above.Code[..length], StringComparison.Ordinal));
    }

    private static IEnumerable<DivisionArea> Ancestors(DivisionArea area, ILookup<string, DivisionArea> byCode)
    {
        for (var at = area; at.ParentCode is { } code && byCode[code].FirstOrDefault(above => NamingRules.IsAbove(above, at)) is { } parent; at = parent)
            yield return parent;
    }

    private static LocalPlane Plane(DivisionArea area) => new(area.Shape.Coordinate is { } at && double.IsFinite(at.X + at.Y) ? at : new(0, 0));

    private static bool IsDigits(string code) => code.All(char.IsAsciiDigit);
}
