using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Access;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

/// <summary>Stores facilities: the grid is found in process, then one statement writes the row and its history.</summary>
internal sealed class FacilityStore(NpgsqlDataSource db, GridLocators locators)
{
    /// <summary>The facility, deleted or not; null where there is none in the caller's scope.</summary>
    public Task<Feature<Facility>?> FindAsync(Caller caller, string countyCode, Guid id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Facilities/get-facility"), [countyCode, id, .. caller.Scope.Parameters], FacilityRecord.Read, ct);

    /// <summary>Whether the id was stored with just this content.</summary>
    public async Task<bool> IsResendAsync(string countyCode, AddFacility added, CancellationToken ct) =>
        await db.FirstOrDefaultAsync(
            "SELECT payload_sha256 IS NOT DISTINCT FROM $3 FROM facility WHERE county_code = $1 AND facility_id = $2",
            [countyCode, added.Id, PayloadHash.Of(added)], row => row.GetBoolean(0), ct);

    /// <summary>Stores a new facility; nothing is stored where the id is taken, the county unknown, or the place not the caller's.</summary>
    public Task<Written<Feature<Facility>>> AddAsync(Caller caller, string countyCode, AddFacility added, CancellationToken ct)
    {
        var content = FacilityContent.Of(added);
        return locators.WriteAsync(db, caller, countyCode, (connection, grids, changeId) => ExecuteAsync(connection, "Facilities/add-facility",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), added.Id, PayloadHash.Of(added),
                .. Columns(content), changeId, .. caller.Scope.Parameters,
            ], ct), ct);
    }

    /// <summary>Stores changed content; nothing is stored where the facility is not at this revision any more, or it is not, or would not stay, the caller's.</summary>
    public Task<Written<Feature<Facility>>> EditAsync(
        Caller caller, string countyCode, Guid id, long revision, FacilityContent content, CancellationToken ct) =>
        locators.WriteAsync(db, caller, countyCode, (connection, grids, changeId) => ExecuteAsync(connection, "Facilities/edit-facility",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), id, revision, .. Columns(content),
                content.State, content.ClearedOn, content.ClearedOutcome, content.IsDeleted, changeId, .. caller.Scope.Parameters,
            ], ct), ct);

    private static object?[] Columns(FacilityContent content) =>
    [
        content.Kind, content.Name, content.Address, content.OpeningHours, content.UnitCode,
        content.Position.Longitude, content.Position.Latitude,
    ];

    private static async Task<Written<Feature<Facility>>> ExecuteAsync(NpgsqlConnection connection, string sql, object?[] parameters, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For(sql), parameters);
        return (await command.ListAsync(FacilityRecord.ReadWritten, ct)).FirstOrDefault();
    }
}
