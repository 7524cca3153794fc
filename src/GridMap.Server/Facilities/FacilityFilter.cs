using System.ComponentModel;
using GridMap.Contracts.Facilities;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Facilities;

/// <summary>Which facilities are asked for; every member narrows the list down.</summary>
internal sealed record FacilityFilter(
    [property: Description("Kinds, repeated or with commas between: toilet.dry,waste.open_pit")]
    [FromQuery(Name = "kind")] string[]? Kinds,
    [property: Description("market, toilet or waste")]
    [FromQuery(Name = "group")] string? Group,
    [property: Description("true: kinds the county drives to zero; false: the others")]
    [FromQuery(Name = "mustBeCleared")] bool? MustBeCleared,
    [property: Description("existing, cleared or all (default)")]
    [FromQuery(Name = "state")] string? State,
    [property: Description("Code of a grid of any level")]
    [FromQuery(Name = "gridCode")] string? GridCode,
    [property: Description("true: in no grid; false: in one")]
    [FromQuery(Name = "outside")] bool? Outside,
    [property: Description("Text within name, address or external id")]
    [FromQuery(Name = "q")] string? Q,
    [property: Description("west,south,east,north in degrees, EPSG:4326")]
    [FromQuery(Name = "bbox")] string? Bbox,
    [property: Description("true: those taken back as well")]
    [FromQuery(Name = "includeDeleted")] bool? IncludeDeleted)
{
    /// <summary>The names of its query parameters.</summary>
    public static string[] Names { get; } =
        ["kind", "group", "mustBeCleared", "state", "gridCode", "outside", "q", "bbox", "includeDeleted"];

    private static readonly string[] Groups = [.. FacilityKind.All.Select(kind => kind.Group).Distinct()];

    /// <summary>Why it cannot be used; else the parameters $2 to $11 of list-facilities.sql.</summary>
    public ProblemHttpResult? TryRead(out object?[] parameters)
    {
        var kinds = (Kinds ?? []).SelectMany(kind => kind.Split(',')).ToArray();
        var problem = Check.Parameters()
            .That(kinds.All(kind => FacilityKind.Find(kind) is not null), "kind",
                $"each must be one of {string.Join(", ", FacilityKind.All.Select(kind => kind.Code))}.")
            .OneOf("group", Group ?? Groups[0], Groups)
            .OneOf("state", State ?? "all", [FacilityState.Existing, FacilityState.Cleared, "all"])
            .Text("gridCode", GridCode, 100)
            .Text("q", Q, 100)
            .Box(Bbox, out var box)
            .Problem;
        parameters =
        [
            KindsAskedFor(kinds), State == "all" ? null : State, GridCode, Like.Containing(Q),
            box?.West, box?.South, box?.East, box?.North, IncludeDeleted, Outside,
        ];
        return problem;
    }

    private string[]? KindsAskedFor(string[] kinds)
    {
        if (Kinds is null or [] && Group is null && MustBeCleared is null) return null;
        return
        [
            .. from kind in FacilityKind.All
               where kinds is [] || kinds.Contains(kind.Code)
               where Group is null || kind.Group == Group
               where MustBeCleared is null || kind.MustBeCleared == MustBeCleared
               select kind.Code,
        ];
    }
}
