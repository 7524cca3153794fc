using GridMap.Contracts.Divisions;
using GridMap.Server.Divisions;
using GridMap.Server.Platform;
using Found = GridMap.Spatial.Divisions.DivisionDefect;

namespace GridMap.Server.Import;

/// <summary>
/// Grids are not stored where they stand: they make a draft of the county's division, which is checked, and comes into force
/// when it has no defects, or an administrator accepted them in writing.
/// </summary>
internal static class GridPublication
{
    private const int MostShown = 100;

    /// <summary>Drafts, checks and, where that may be, publishes the staged grids.</summary>
    /// <returns>What was drafted, and the division made of it; null where the file changes nothing.</returns>
    public static async Task<(PublishedCounts Counts, ImportedDivision? Division)> RunAsync(
        ImportSession session, Action<string> tell, CancellationToken ct)
    {
        var (connection, county, request) = (session.Connection, session.County.Code, session.Request);
        var name = Path.GetFileNameWithoutExtension(request.FileName);
        var divisionId = await DivisionDrafts.OpenAsync(connection, county, name, request.Actor.Name, request.BatchId, ct);
        var counts = (await connection.ListAsync(
            Sql.For("Import/merge-grid"), [county, request.BatchId, divisionId], Publication.Read, ct))[0];
        if (!counts.ChangedAnything)
        {
            await DivisionDrafts.DiscardAsync(connection, county, divisionId, ct);
            return (counts, null);
        }

        tell("checking");
        var found = await DivisionGate.CheckAsync(connection, county, divisionId, progress: null, ct) ?? [];
        var blocking = found.Count(defect => !defect.IsWithinTolerance);
        var isAccepted = blocking == 0 || (request.MayPublishDefects && request.DefectsAcceptedBecause is not null);
        if (isAccepted && !request.StaysDraft) await PublishAsync(session, divisionId, blocking, tell, ct);
        return (counts, new ImportedDivision(
            divisionId, isAccepted && !request.StaysDraft ? DivisionStatus.Published : DivisionStatus.Draft,
            blocking, found.Count - blocking, [.. found.Take(MostShown).Select(Shown)]));
    }

    private static Task PublishAsync(ImportSession session, int divisionId, int blocking, Action<string> tell, CancellationToken ct)
    {
        tell("assigning");
        var request = session.Request;
        return DivisionPublication.PublishAsync(session.Connection, session.County.Code, new(
            divisionId, request.BatchId,
            blocking > 0 ? request.DefectsAcceptedBecause : null, blocking > 0 ? request.Actor.Name : null), progress: null, ct);
    }

    private static DivisionDefect Shown(Found found, int at) => new(
        at + 1, DefectWords.Of(found.Kind), found.GridCodes, found.Longitude, found.Latitude,
        found.AreaSquareMetres, found.WidthMetres, found.IsWithinTolerance);
}
