using GridMap.Contracts.Access;

namespace GridMap.Server.Access;

/// <summary>What each role lets somebody do. The one place where this is said.</summary>
internal static class RolePermissions
{
    private static readonly Dictionary<string, string[]> ByRole = new(StringComparer.Ordinal)
    {
        [Role.Administrator] = [.. Permission.All],
        [Role.Office] = [.. Permission.All.Where(permission => permission != Permission.Administer)],
        [Role.Leader] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.ReadOperations],
        [Role.Viewer] = [Permission.ReadIssues, Permission.ReadFacilities],
        [Role.Planner] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.WriteFacilities],
        [Role.GridLead] = [Permission.ReadIssues, Permission.WriteIssues, Permission.ReadFacilities, Permission.WriteFacilities],
        [Role.Inspector] = [Permission.ReadIssues, Permission.WriteIssues, Permission.ReadFacilities, Permission.WriteFacilities],
        [Role.Department] = [Permission.ReadIssues, Permission.WriteIssues, Permission.ReadFacilities],
    };

    private static readonly string[] CountyWide = [Permission.ReadOperations, Permission.Operate, Permission.Administer];

    private static readonly string[] Reading = [Permission.ReadIssues, Permission.ReadFacilities, Permission.ReadOperations];

    /// <summary>Whether the role has the permission.</summary>
    public static bool Holds(string role, string permission) => ByRole[role].Contains(permission);

    /// <summary>Whether it cannot be divided by area: an import's report tells of the whole county.</summary>
    public static bool IsCountyWide(string permission) => CountyWide.Contains(permission);

    /// <summary>Whether it lets somebody look, not change.</summary>
    public static bool IsReading(string permission) => Reading.Contains(permission);
}
