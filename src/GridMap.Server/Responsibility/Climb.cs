using GridMap.Contracts.Responsibility;

namespace GridMap.Server.Responsibility;

/// <summary>Who answers, by the nearest area up the chain that says so (属地兜底).</summary>
internal static class Climb
{
    /// <summary>The lead unit.</summary>
    /// <param name="chain">The grid first, the county last.</param>
    public static ResponsibleUnit Lead(IReadOnlyList<ClimbedArea> chain)
    {
        var at = Nearest(chain, area => area.Lead is not null);
        return new(at < 0 ? null : chain[at].Lead, Rule(chain, at));
    }

    /// <summary>Those who are named for a role.</summary>
    public static ResponsiblePeople People(IReadOnlyList<ClimbedArea> chain, string role)
    {
        var at = Nearest(chain, area => area.People.Contains(role));
        return new(at < 0 ? [] : [.. chain[at].People[role]], Rule(chain, at));
    }

    /// <summary>The department of a category: the longest of the named that it begins with.</summary>
    public static ResponsibleDepartment Department(IEnumerable<CategoryDepartment> departments, string category)
    {
        var best = departments.Where(named => category.StartsWith(named.Category, StringComparison.Ordinal)).MaxBy(named => named.Category.Length);
        return new(category, best?.Unit, best is null ? ResponsibilityRule.None
            : best.Category == category ? ResponsibilityRule.Category
            : ResponsibilityRule.BeginningPrefix + best.Category);
    }

    /// <summary>Every department, as it is named.</summary>
    public static ResponsibleDepartment Department(CategoryDepartment named) => new(
        named.Category, named.Unit, named.Category is "" ? ResponsibilityRule.BeginningPrefix : ResponsibilityRule.Category);

    private static int Nearest(IReadOnlyList<ClimbedArea> chain, Func<ClimbedArea, bool> saysSo)
    {
        for (var at = 0; at < chain.Count; at++)
            if (saysSo(chain[at])) return at;
        return -1;
    }

    private static string Rule(IReadOnlyList<ClimbedArea> chain, int at) => at switch
    {
        < 0 => ResponsibilityRule.None,
        _ when chain[at].Grid is null => ResponsibilityRule.County,
        0 => ResponsibilityRule.Own,
        _ => ResponsibilityRule.ParentPrefix + chain[at].Grid!.GridCode,
    };
}
