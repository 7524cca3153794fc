namespace GridMap.Contracts.Units;

/// <summary>What stands in the register of units.</summary>
public static class UnitKind
{
    /// <summary>块: answers for a piece of ground.</summary>
    public const string Territorial = "territorial";

    /// <summary>条: answers for a kind of matter.</summary>
    public const string Functional = "functional";

    /// <summary>A leader in charge (包抓领导) or somebody to call; answers for nothing alone.</summary>
    public const string Person = "person";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } = [Territorial, Functional, Person];
}
