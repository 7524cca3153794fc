namespace GridMap.Contracts.Access;

/// <summary>What a role lets somebody do, where its grant holds.</summary>
public static class Permission
{
    public const string ReadIssues = "read-issues";
    public const string WriteIssues = "write-issues";
    public const string ReadFacilities = "read-facilities";
    public const string WriteFacilities = "write-facilities";

    /// <summary>See imports and runs of background jobs.</summary>
    public const string ReadOperations = "read-operations";

    /// <summary>Import, withdraw imports, choose class breaks.</summary>
    public const string Operate = "operate";

    /// <summary>Members, grants and the audit of the county.</summary>
    public const string Administer = "administer";

    /// <summary>Every permission.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ReadIssues, WriteIssues, ReadFacilities, WriteFacilities, ReadOperations, Operate, Administer];
}
