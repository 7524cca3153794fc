namespace GridMap.Contracts.Access;

/// <summary>What somebody is in a county. What each may do stands in the server's <c>RolePermissions</c>.</summary>
public static class Role
{
    /// <summary>Everything in the county, accounts' grants and the audit included.</summary>
    public const string Administrator = "administrator";

    /// <summary>创卫办: imports, publishes, dispatches, checks and strikes off, county-wide.</summary>
    public const string Office = "office";

    /// <summary>Reads, to lead.</summary>
    public const string Leader = "leader";

    /// <summary>Reads.</summary>
    public const string Viewer = "viewer";

    /// <summary>Plans and clears facilities.</summary>
    public const string Planner = "planner";

    /// <summary>牵头单位: reports and edits in its area.</summary>
    public const string GridLead = "grid_lead";

    /// <summary>Reports and edits from the street, in an area.</summary>
    public const string Inspector = "inspector";

    /// <summary>责任单位: the issues assigned to it, county-wide.</summary>
    public const string Department = "department";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Administrator, Office, Leader, Viewer, Planner, GridLead, Inspector, Department];

    /// <summary>The roles that may be granted for a part of the county.</summary>
    public static IReadOnlyList<string> ByArea { get; } = [Leader, Viewer, Planner, GridLead, Inspector];
}
