namespace GridMap.Server.Import;

/// <summary>The county an import goes to.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="GridRevision">Of its grids, as locked for this import.</param>
/// <param name="IsNew">Whether this import made it.</param>
internal sealed record ImportedCounty(string Code, string Name, string TimeZone, long GridRevision, bool IsNew = false);
