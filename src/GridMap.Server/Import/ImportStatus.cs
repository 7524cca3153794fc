namespace GridMap.Server.Import;

/// <summary>The words of <see cref="Contracts.Imports.ImportReport.Status"/>.</summary>
internal static class ImportStatus
{
    public const string Published = "published";
    public const string Draft = "draft";
    public const string Refused = "refused";
    public const string Rehearsed = "rehearsed";
    public const string Withdrawn = "withdrawn";
}
