using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Units;

namespace GridMap.Contracts.Responsibility;

/// <summary>Whose a place is; <c>GET /api/counties/{county}/responsibility?lon=&amp;lat=</c>, or <c>?grid=</c>.</summary>
/// <param name="Position">The place asked about; null where a grid was.</param>
/// <param name="Grid">The responsibility grid that holds it; in ground left out of those, the lowest area above that does; null outside.</param>
/// <param name="Parents">The areas above that grid, topmost first.</param>
/// <param name="Nearest">The nearest responsibility grid, where none holds the place and the county has one.</param>
/// <param name="Lead">Who answers for the ground (块).</param>
/// <param name="Departments">Who answers for the matter (条): for the category asked about, else for every category named.</param>
/// <param name="Members">Member units of the grid itself.</param>
/// <param name="Leaders">Leaders in charge (包抓领导) of the nearest area up the chain that has any.</param>
/// <param name="Contacts">Whom to call, likewise.</param>
/// <param name="UnresolvedIssues">Of the grid, as last counted; null while the first count is awaited.</param>
/// <param name="IssuesPerSquareKilometre">Likewise.</param>
/// <param name="AsOf">When they were counted.</param>
public sealed record PlaceResponsibility(
    Position? Position,
    GridName? Grid,
    IReadOnlyList<GridName> Parents,
    NearestGrid? Nearest,
    ResponsibleUnit Lead,
    IReadOnlyList<ResponsibleDepartment> Departments,
    IReadOnlyList<Unit> Members,
    ResponsiblePeople Leaders,
    ResponsiblePeople Contacts,
    int? UnresolvedIssues,
    double? IssuesPerSquareKilometre,
    DateTimeOffset? AsOf);

/// <summary>By which rule somebody answers.</summary>
public static class ResponsibilityRule
{
    /// <summary>The grid names them itself.</summary>
    public const string Own = "own";

    /// <summary>The area above of the code that follows names them (属地兜底).</summary>
    public const string ParentPrefix = "parent:";

    /// <summary>The county as a whole names them.</summary>
    public const string County = "county";

    /// <summary>The category is named itself.</summary>
    public const string Category = "category";

    /// <summary>The category begins with the text that follows.</summary>
    public const string BeginningPrefix = "beginning:";

    /// <summary>Nobody was named.</summary>
    public const string None = "none";
}

/// <summary>A grid that does not hold the place.</summary>
/// <param name="GridCode">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="DistanceMetres">From the place to its edge, on the ground; above zero.</param>
public sealed record NearestGrid(string GridCode, string Name, double DistanceMetres);

/// <summary>The unit that answers for the ground.</summary>
/// <param name="Unit">Null where nobody was named.</param>
/// <param name="Rule"><c>own</c>, <c>parent:</c> with the area's code, <c>county</c> or <c>none</c>; see <see cref="ResponsibilityRule"/>.</param>
public sealed record ResponsibleUnit(Unit? Unit, string Rule);

/// <summary>People in charge.</summary>
/// <param name="People">In the order they were named.</param>
/// <param name="Rule">As with <see cref="ResponsibleUnit"/>.</param>
public sealed record ResponsiblePeople(IReadOnlyList<Unit> People, string Rule);

/// <summary>The department of a kind of problem.</summary>
/// <param name="Category">The category asked about, else the one named, which may be the beginning of categories.</param>
/// <param name="Unit">Null where none was named for the category asked about.</param>
/// <param name="Rule"><c>category</c>, <c>beginning:</c> with the text that it begins with, or <c>none</c>.</param>
public sealed record ResponsibleDepartment(string Category, Unit? Unit, string Rule);
