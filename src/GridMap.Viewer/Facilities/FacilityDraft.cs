using GridMap.Contracts;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Viewer.Text;

namespace GridMap.Viewer.Facilities;

/// <summary>A facility as a form holds it, before it is sent.</summary>
internal sealed class FacilityDraft
{
    private const int LongestName = 200;

    /// <summary>Given once, so that sending it twice stores it once.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    public string Kind { get; set; } = "";
    public string Name { get; set; } = "";
    public string Address { get; set; } = "";
    public string OpeningHours { get; set; } = "";
    public string UnitCode { get; set; } = "";
    public Position? Position { get; set; }

    public static FacilityDraft Of(Facility facility) => new()
    {
        Kind = facility.Kind,
        Name = facility.Name,
        Address = facility.Address ?? "",
        OpeningHours = facility.OpeningHours ?? "",
        UnitCode = facility.UnitCode ?? "",
        Position = new Position(facility.Longitude, facility.Latitude),
    };

    /// <summary>What is missing or wrong, by member; empty when it can be sent.</summary>
    public Dictionary<string, string> Faults(Texts texts)
    {
        var faults = new Dictionary<string, string>();
        if (Kind.Length == 0) faults[nameof(Kind)] = texts.MustKind;
        if (string.IsNullOrWhiteSpace(Name)) faults[nameof(Name)] = texts.MustName;
        else if (Name.Trim().Length > LongestName) faults[nameof(Name)] = texts.TooLong;
        if (Position is null) faults[nameof(Position)] = texts.MustPlace;
        return faults;
    }

    public AddFacility ToAdd() =>
        new(Id, Kind, Name.Trim(), Position!.Value, Said(Address), Said(OpeningHours), Said(UnitCode));

    /// <summary>The members that differ from <paramref name="stored"/>; null when none does.</summary>
    public EditFacility? ChangesFrom(Facility stored)
    {
        var before = Of(stored);
        var edit = new EditFacility
        {
            Kind = Differing(Kind, before.Kind),
            Name = Differing(Name.Trim(), before.Name),
            Address = Differing(Said(Address), Said(before.Address)),
            OpeningHours = Differing(Said(OpeningHours), Said(before.OpeningHours)),
            UnitCode = Differing(Said(UnitCode), Said(before.UnitCode)),
            Position = Differing<Position?>(Position, before.Position),
        };
        return edit == new EditFacility() ? null : edit;
    }

    /// <summary>Sets the members of <paramref name="edit"/> back to what <paramref name="stored"/> holds.</summary>
    public static EditFacility Inverse(EditFacility edit, Facility stored) => new()
    {
        Kind = Back(edit.Kind, stored.Kind),
        Name = Back(edit.Name, stored.Name),
        Address = Back(edit.Address, stored.Address),
        OpeningHours = Back(edit.OpeningHours, stored.OpeningHours),
        UnitCode = Back(edit.UnitCode, stored.UnitCode),
        Position = Back<Position?>(edit.Position, new Position(stored.Longitude, stored.Latitude)),
    };

    private static string? Said(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Optional<T> Differing<T>(T now, T before) =>
        EqualityComparer<T>.Default.Equals(now, before) ? default : new Optional<T>(now, true);

    private static Optional<T> Back<T>(Optional<T> changed, T? stored) => changed.IsPresent ? new Optional<T>(stored, true) : default;
}
