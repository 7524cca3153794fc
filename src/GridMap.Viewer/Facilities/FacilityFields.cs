using System.Globalization;
using GridMap.Contracts.Facilities;
using GridMap.Viewer.Text;

namespace GridMap.Viewer.Facilities;

/// <summary>A facility's fields in the order and words people read them in.</summary>
internal static class FacilityFields
{
    public static IReadOnlyList<(string Field, string Value)> Of(Facility facility, Texts texts) =>
    [
        (texts.Kind, texts.KindName(facility.Kind)),
        (texts.Name, facility.Name),
        (texts.Status, facility.State == FacilityState.Existing ? texts.Existing : texts.Cleared),
        (texts.ClearedOn, facility.ClearedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
        (texts.ClearedOutcome, facility.ClearedOutcome ?? ""),
        (texts.Address, facility.Address ?? ""),
        (texts.OpeningHours, facility.OpeningHours ?? ""),
        (texts.Keeper, facility.UnitName ?? ""),
        (texts.Place, Figures.Degrees(facility.Longitude, facility.Latitude)),
    ];
}
