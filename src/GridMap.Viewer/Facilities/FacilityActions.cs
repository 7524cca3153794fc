using GridMap.Contracts;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;

namespace GridMap.Viewer.Facilities;

/// <summary>What a person does to a facility. Each step names the revision it changes, and can be taken back.</summary>
internal sealed class FacilityActions(CountyApi api, Session session)
{
    private const string Layer = "facilities";
    private readonly Dictionary<Guid, long> _revisions = [];

    public async Task<Facility> AddAsync(AddFacility facility)
    {
        var made = Remember(await api.AddFacility(facility));
        await session.DidAsync(session.Texts.DidAdd, Layer, () => TakeBackAsync(made.Id, seen => api.DeleteFacility(made.Id, seen)));
        return made;
    }

    /// <summary>Changes members; <paramref name="inverse"/> sets them back to what they were.</summary>
    public async Task<Facility> EditAsync(Facility before, EditFacility edit, EditFacility inverse, string done)
    {
        var after = Remember(await api.EditFacility(before.Id, before.Revision, edit));
        await session.DidAsync(done, Layer, () => TakeBackAsync(after.Id, seen => api.EditFacility(after.Id, seen, inverse)));
        return after;
    }

    public Task<Facility> MoveAsync(Facility facility, Position to) =>
        EditAsync(facility, new EditFacility { Position = (Position?)to },
            new EditFacility { Position = (Position?)new Position(facility.Longitude, facility.Latitude) }, session.Texts.DidMove);

    public Task<Facility> RetireAsync(Facility facility, DateOnly on, string outcome) =>
        EditAsync(facility, Cleared(on, outcome), Standing(), session.Texts.DidRetire);

    public Task<Facility> RestoreAsync(Facility facility) =>
        EditAsync(facility, Standing(), Cleared(facility.ClearedOn, facility.ClearedOutcome), session.Texts.DidRestore);

    public async Task DeleteAsync(Facility facility)
    {
        var gone = Remember(await api.DeleteFacility(facility.Id, facility.Revision));
        await session.DidAsync(session.Texts.DidDelete, Layer,
            () => TakeBackAsync(gone.Id, seen => api.EditFacility(gone.Id, seen, new EditFacility { IsDeleted = (bool?)false })));
    }

    // The revision our own last step led to, whichever it was: steps may be taken back in any order, others' changes stay guarded.
    private async Task TakeBackAsync(Guid id, Func<long, Task<Facility>> step) => Remember(await step(_revisions[id]));

    private Facility Remember(Facility written)
    {
        _revisions[written.Id] = written.Revision;
        return written;
    }

    private static EditFacility Cleared(DateOnly? on, string? outcome) => new()
    {
        State = FacilityState.Cleared,
        ClearedOn = new Optional<DateOnly?>(on, true),
        ClearedOutcome = new Optional<string?>(outcome, true),
    };

    private static EditFacility Standing() => new() { State = FacilityState.Existing };
}
