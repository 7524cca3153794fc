namespace GridMap.Server.Audit;

/// <summary>Where the audit's anchors are kept; section <c>Audit</c> of the configuration.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// The folder that takes a signed file every day: <c>anchors</c> in the data folder, nothing where the database is
    /// somebody else's. The key that signs lies beside it, not in it, so that the folder can be copied away whole.
    /// </summary>
    public string? AnchorFolder { get; set; }
}
