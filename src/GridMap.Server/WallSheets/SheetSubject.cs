using NetTopologySuite.Geometries;

namespace GridMap.Server.WallSheets;

/// <summary>All that a sheet shows and says, read at one moment.</summary>
/// <param name="CountyName">The county.</param>
/// <param name="Area">The area it is about; null for the whole county.</param>
/// <param name="Zone">The county's, in which the sheet is dated.</param>
/// <param name="Now">When it was read.</param>
/// <param name="Division">The division in force.</param>
/// <param name="Grids">The responsibility grids, at least one, as the table lists them.</param>
/// <param name="Areas">Towns and communities.</param>
/// <param name="Streets">Streets and rivers on and around them.</param>
internal sealed record SheetSubject(
    string CountyName, SheetPlace? Area, TimeZoneInfo Zone, DateTimeOffset Now, SheetDivision? Division,
    IReadOnlyList<SheetGrid> Grids, IReadOnlyList<SheetArea> Areas, IReadOnlyList<SheetStreet> Streets)
{
    /// <summary>Its ground, in degrees.</summary>
    public Envelope Bounds => BoundsOf(Grids);

    /// <summary>Of what is the sheet, as its title says it.</summary>
    public string Title => Area is null ? CountyName : CountyName + Area.Name;

    /// <summary>Every text of the data that is set somewhere.</summary>
    public IEnumerable<string> Texts =>
    [
        Title, Division?.Name ?? "", .. Grids.SelectMany(grid => grid.Texts), .. Areas.Select(area => area.Name), .. Streets.Select(street => street.Name),
    ];

    /// <summary>The frame of some grids, in degrees.</summary>
    public static Envelope BoundsOf(IEnumerable<SheetGrid> grids)
    {
        var bounds = new Envelope();
        foreach (var grid in grids) bounds.ExpandToInclude(grid.Shape.EnvelopeInternal);
        return bounds;
    }
}

/// <summary>The area a sheet is about.</summary>
internal sealed record SheetPlace(int GridId, string Code, string Name, string Level);

/// <summary>The division in force.</summary>
internal sealed record SheetDivision(int Number, string Name, DateTimeOffset? Since);

/// <summary>A responsibility grid, and who answers for it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="AreaSquareMetres">Geodesic.</param>
/// <param name="AboveCodes">Codes of the areas above it, the highest first.</param>
/// <param name="AboveNames">Their names.</param>
/// <param name="LeadUnit">The unit that answers, its own or the nearest above; null where nobody is named.</param>
/// <param name="Phone">The unit's.</param>
/// <param name="Leaders">Leaders in charge.</param>
/// <param name="Contacts">Whom to call, with their phones.</param>
/// <param name="Shape">In degrees.</param>
internal sealed record SheetGrid(
    string Code, string Name, double AreaSquareMetres, string[] AboveCodes, string[] AboveNames, string? LeadUnit, string? Phone,
    string[] Leaders, string[] Contacts, Geometry Shape)
{
    public IEnumerable<string> Texts => [Code, Name, .. AboveNames, LeadUnit ?? "", Phone ?? "", .. Leaders, .. Contacts];
}

/// <summary>A town or community.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Level">Its level.</param>
/// <param name="IsWithin">Whether the sheet is about it; others are drawn around it.</param>
/// <param name="Shape">In degrees.</param>
internal sealed record SheetArea(string Name, string Level, bool IsWithin, Geometry Shape);

/// <summary>A street or river, cut at the frame.</summary>
internal sealed record SheetStreet(string Name, string Class, Geometry Shape);
