namespace GridMap.Spatial.Divisions;

/// <summary>The levels of a division, from the top.</summary>
public static class DivisionLevels
{
    public const string Town = "town";
    public const string Community = "community";

    /// <summary>责任网格: the level that must name a lead unit.</summary>
    public const string Responsibility = "responsibility";

    /// <summary>单元网格: what responsibility grids are composed of.</summary>
    public const string Unit = "unit";

    /// <summary>All levels, highest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Town, Community, Responsibility, Unit];

    /// <summary>Whether areas of a level divide the ground among those who answer for it; the levels below are layers beneath them.</summary>
    public static bool IsResponsible(string level) => Depth(level) <= Depth(Responsibility);

    /// <summary>How many levels stand above this one; a level of another name stands below them all.</summary>
    public static int Depth(string level) => level switch
    {
        Town => 0,
        Community => 1,
        Responsibility => 2,
        Unit => 3,
        _ => All.Count,
    };
}
