using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

/// <summary>Stores facilities: the grid is found in process, then one statement writes the row and its history.</summary>
internal sealed class FacilityStore(NpgsqlDataSource db, GridLocators locators)
{
    /// <summary>The facility, deleted or not; null where there is none.</summary>
    public Task<Feature<Facility>?> FindAsync(string countyCode, Guid id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Facilities/get-facility"), [countyCode, id], FacilityRecord.Read, ct);

    /// <summary>Whether the id was stored with just this content.</summary>
    public async Task<bool> IsResendAsync(string countyCode, AddFacility added, CancellationToken ct) =>
        await db.FirstOrDefaultAsync(
            "SELECT payload_sha256 IS NOT DISTINCT FROM $3 FROM facility WHERE county_code = $1 AND facility_id = $2",
            [countyCode, added.Id, PayloadHash.Of(added)], row => row.GetBoolean(0), ct);

    /// <summary>Stores a new facility; nothing is stored where the id is taken or the county unknown.</summary>
    public Task<Written<Feature<Facility>>> AddAsync(string countyCode, AddFacility added, CancellationToken ct)
    {
        var content = FacilityContent.Of(added);
        return locators.WriteAsync(countyCode, grids => ExecuteAsync("Facilities/add-facility",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), added.Id, PayloadHash.Of(added),
                .. Columns(content), Guid.CreateVersion7(),
            ], ct), ct);
    }

    /// <summary>Stores changed content; nothing is stored where the facility is not at this revision any more.</summary>
    public Task<Written<Feature<Facility>>> EditAsync(string countyCode, Guid id, long revision, FacilityContent content, CancellationToken ct) =>
        locators.WriteAsync(countyCode, grids => ExecuteAsync("Facilities/edit-facility",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), id, revision, .. Columns(content),
                content.State, content.ClearedOn, content.ClearedOutcome, content.IsDeleted, Guid.CreateVersion7(),
            ], ct), ct);

    private static object?[] Columns(FacilityContent content) =>
    [
        content.Kind, content.Name, content.Address, content.OpeningHours, content.UnitCode,
        content.Position.Longitude, content.Position.Latitude,
    ];

    private Task<Written<Feature<Facility>>> ExecuteAsync(string sql, object?[] parameters, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For(sql), parameters, FacilityRecord.ReadWritten, ct);
}
