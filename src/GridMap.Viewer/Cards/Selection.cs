using GridMap.Viewer.Map;

namespace GridMap.Viewer.Cards;

/// <summary>Which card is open.</summary>
internal abstract record Selection
{
    /// <summary>The county's own card.</summary>
    public static Selection Nothing { get; } = new OfCounty();

    /// <summary>Members of the page's address that name this selection.</summary>
    public IReadOnlyDictionary<string, string?> Address => new Dictionary<string, string?>
    {
        ["grid"] = (this as OfGrid)?.Code,
        ["issue"] = (this as OfIssue)?.Id.ToString(),
        ["facility"] = (this as OfFacility)?.Id.ToString(),
    };

    /// <summary>What the page's address selects; the map goes there unless the address says where to look.</summary>
    public static Selection FromAddress(string? grid, string? issue, string? facility, bool zoomsTo)
    {
        if (Guid.TryParse(issue, out var issueId)) return new OfIssue(issueId, zoomsTo);
        if (Guid.TryParse(facility, out var facilityId)) return new OfFacility(facilityId, zoomsTo);
        return grid is null ? Nothing : new OfGrid(grid, zoomsTo);
    }

    public static Selection FromMap(MapEvent happened) => happened switch
    {
        { Layer: "grid", Code: { } code } => new OfGrid(code),
        { Layer: "issue" } when Guid.TryParse(happened.Id, out var id) => new OfIssue(id),
        { Layer: "facility" } when Guid.TryParse(happened.Id, out var id) => new OfFacility(id),
        _ => Nothing,
    };

    internal sealed record OfCounty : Selection;

    /// <summary>The areas that somebody's work is confined to, where there are several.</summary>
    internal sealed record OfMyAreas : Selection;

    /// <summary>Whose the place is where somebody stands.</summary>
    internal sealed record OfMyGrid : Selection;

    /// <param name="Code">The grid.</param>
    /// <param name="ZoomsTo">Whether the map goes there.</param>
    internal sealed record OfGrid(string Code, bool ZoomsTo = false) : Selection;

    internal sealed record OfIssue(Guid Id, bool ZoomsTo = false) : Selection;

    internal sealed record OfFacility(Guid Id, bool ZoomsTo = false) : Selection;

    internal sealed record Several(IReadOnlyList<MapItem> Items) : Selection;

    /// <param name="From">The card that opened the form, and comes back when it is cancelled.</param>
    internal sealed record NewIssue(Selection From) : Selection;

    /// <param name="From">The card that opened the form, and comes back when it is cancelled.</param>
    internal sealed record NewFacility(Selection From) : Selection;

    internal sealed record Search : Selection;
}
