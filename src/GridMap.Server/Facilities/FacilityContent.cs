using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Facilities;

/// <summary>What people say about a facility, as it is to be stored; the rest of it the database knows.</summary>
internal sealed record FacilityContent(
    string Kind,
    string Name,
    string? Address,
    string? OpeningHours,
    string? UnitCode,
    Position Position,
    string State = FacilityState.Existing,
    DateOnly? ClearedOn = null,
    string? ClearedOutcome = null,
    bool IsDeleted = false)
{
    /// <summary>What was sent to record it.</summary>
    public static FacilityContent Of(AddFacility added) => new(
        added.Kind, added.Name, added.Address, added.OpeningHours, added.UnitCode, added.Position);

    /// <summary>What is stored.</summary>
    public static FacilityContent Of(Facility stored) => new(
        stored.Kind, stored.Name, stored.Address, stored.OpeningHours, stored.UnitCode,
        new(stored.Longitude, stored.Latitude), stored.State, stored.ClearedOn, stored.ClearedOutcome, stored.IsDeleted);

    /// <summary>
    /// The same with the changes a caller asks for; a null where none may be becomes a value that <see cref="Problem"/>
    /// refuses. One that stands again is no longer cleared on a day.
    /// </summary>
    public FacilityContent With(EditFacility edit)
    {
        var state = edit.State.Or(State)!;
        var standsAgain = State == FacilityState.Cleared && state == FacilityState.Existing;
        return new(
            edit.Kind.Or(Kind)!,
            edit.Name.Or(Name)!,
            edit.Address.Or(Address),
            edit.OpeningHours.Or(OpeningHours),
            edit.UnitCode.Or(UnitCode),
            edit.Position.Or(Position) ?? new(double.NaN, double.NaN),
            state,
            edit.ClearedOn.Or(standsAgain ? null : ClearedOn),
            edit.ClearedOutcome.Or(standsAgain ? null : ClearedOutcome),
            edit.IsDeleted.Or(IsDeleted) ?? false);
    }

    /// <summary>Why this cannot be stored. What is stored already stays allowed, whatever an import let in.</summary>
    /// <param name="tomorrow">A day that no clearance can have happened on.</param>
    /// <param name="stored">What is stored; null for a new one.</param>
    public ProblemHttpResult? Problem(DateOnly tomorrow, FacilityContent? stored = null)
    {
        var check = Check.Content();
        if (Kind != stored?.Kind)
            check.That(FacilityKind.Find(Kind) is not null, "kind", $"it must be one of {string.Join(", ", FacilityKind.All.Select(kind => kind.Code))}.");
        if (Name != stored?.Name) check.RequiredText("name", Name, 300);
        if (Address != stored?.Address) check.Text("address", Address, 300);
        if (OpeningHours != stored?.OpeningHours) check.Text("openingHours", OpeningHours, 300);
        if (UnitCode != stored?.UnitCode) check.Text("unitCode", UnitCode, 100);
        if (ClearedOutcome != stored?.ClearedOutcome) check.Text("clearedOutcome", ClearedOutcome, 300);
        if (Position != stored?.Position) check.Position("position", Position);
        check.OneOf("state", State, [FacilityState.Existing, FacilityState.Cleared])
            .That(State == FacilityState.Cleared || ClearedOn is null, "clearedOn", "only a cleared facility has one.")
            .That(State == FacilityState.Cleared || ClearedOutcome is null, "clearedOutcome", "only a cleared facility has one.");
        if (ClearedOn is { } day && day != stored?.ClearedOn)
            check.That(day.Year >= 1900 && day < tomorrow, "clearedOn", $"{day:yyyy-MM-dd} is not a past day since 1900.");
        return check.Problem;
    }
}
