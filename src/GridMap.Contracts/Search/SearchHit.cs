namespace GridMap.Contracts.Search;

/// <summary>One thing that was found; <c>GET /api/counties/{county}/search?q=</c> answers an array, best first.</summary>
/// <param name="Kind">grid, unit, facility, issue, or place (a position that was typed in).</param>
/// <param name="Id">Code of a grid or unit, id of a facility or issue; null for a place.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Subtitle">What tells it from others of that name; may be empty.</param>
/// <param name="Longitude">Degrees east of a point on it; null for a unit that leads no grid.</param>
/// <param name="Latitude">Degrees north of that point.</param>
public sealed record SearchHit(
    string Kind, string? Id, string Title, string Subtitle, double? Longitude, double? Latitude);
