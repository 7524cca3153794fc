using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Access;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Facilities;

/// <summary>Additions, edits and deletions of facilities, as HTTP asks for them.</summary>
internal static class FacilityWrites
{
    /// <summary>Stores a new facility; answers a resend with what is stored.</summary>
    public static async Task<IResult> Add(
        string county, Caller caller, AddFacility facility, FacilityStore store, GridLocators locators, TimeProvider clock,
        HttpResponse response, CancellationToken ct)
    {
        var problem = (facility.Id == Guid.Empty ? Problems.Invalid("id", "it must not be the empty UUID.") : null)
            ?? FacilityContent.Of(facility).Problem(Tomorrow(clock))
            ?? await locators.ProblemAsync(county, facility.Position, ct);
        if (problem is not null) return problem;
        var written = await store.AddAsync(caller, county, facility, ct);
        if (written.GridRevision is null) return Problems.CountyNotFound(county);
        if (!written.IsWithin) return caller.OutsideArea();
        response.Headers.Location = $"{response.HttpContext.Request.Path}/{facility.Id}";
        if (written.Stored is not null) return FacilitiesEndpoints.Answer(response, written.Stored, StatusCodes.Status201Created);
        return await store.IsResendAsync(county, facility, ct) && await store.FindAsync(caller, county, facility.Id, ct) is { } stored
            ? FacilitiesEndpoints.Answer(response, stored)
            : Problems.IdAlreadyUsed(facility.Id);
    }

    /// <summary>Changes a facility that is still as the caller saw it.</summary>
    public static Task<IResult> Edit(
        string county, Guid id, Caller caller, EditFacility edit, [FromHeader(Name = "If-Match")] string? ifMatch,
        FacilityStore store, GridLocators locators, TimeProvider clock, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(caller, county, id, ifMatch, stored => stored.With(edit), store, locators, clock, response, ct);

    /// <summary>Takes a facility back that is still as the caller saw it.</summary>
    public static Task<IResult> Delete(
        string county, Guid id, Caller caller, [FromHeader(Name = "If-Match")] string? ifMatch,
        FacilityStore store, GridLocators locators, TimeProvider clock, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(caller, county, id, ifMatch, stored => stored with { IsDeleted = true }, store, locators, clock, response, ct);

    private static async Task<IResult> ChangeAsync(
        Caller caller, string county, Guid id, string? ifMatch, Func<FacilityContent, FacilityContent> change,
        FacilityStore store, GridLocators locators, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (await store.FindAsync(caller, county, id, ct) is not { } found) return Problems.NotFound("facility", id.ToString());
        if (found.Properties.Revision != revision) return ChangedMeanwhile(found);
        var stored = FacilityContent.Of(found.Properties);
        var wanted = change(stored);
        if (wanted == stored) return FacilitiesEndpoints.Answer(response, found);
        var problem = (stored.IsDeleted && wanted.IsDeleted ? Problems.Conflict("It is deleted; take that back first.") : null)
            ?? wanted.Problem(Tomorrow(clock), stored)
            ?? (wanted.Position == stored.Position ? null : await locators.ProblemAsync(county, wanted.Position, ct));
        if (problem is not null) return problem;
        var written = await store.EditAsync(caller, county, id, revision, wanted, ct);
        if (written.Stored is not null) return FacilitiesEndpoints.Answer(response, written.Stored);
        if (written is { GridRevision: not null, IsWithin: false }) return caller.OutsideArea();
        return await store.FindAsync(caller, county, id, ct) is { } now ? ChangedMeanwhile(now) : Problems.NotFound("facility", id.ToString());
    }

    private static ProblemHttpResult ChangedMeanwhile(Feature<Facility> now) =>
        Problems.ChangedMeanwhile(now, now.Properties.Revision);

    // Two days on from UTC's, so that it is tomorrow at the latest in every zone.
    private static DateOnly Tomorrow(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(2);
}
