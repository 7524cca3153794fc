namespace GridMap.Viewer.Map;

/// <summary>
/// Something that happened on the map (Map/bridge.ts). <c>Kind</c> is select, several, place, view, figures, changed, live,
/// online, history, area, mark, drawing, signed-out or key, and which other members are there depends on it.
/// </summary>
internal sealed record MapEvent(
    string Kind,
    string? Layer = null,
    string? Id = null,
    string? Code = null,
    string? Name = null,
    double Longitude = 0,
    double Latitude = 0,
    string? GridCode = null,
    string? GridName = null,
    string? Intent = null,
    string? Key = null,
    bool IsConnected = false,
    bool IsOnline = false,
    Dictionary<string, int>? Counts = null,
    string[]? Layers = null,
    int[]? GridIds = null,
    MapItem[]? Items = null,
    string? County = null,
    string? Grid = null,
    string? Issue = null,
    string? Facility = null);

/// <summary>One of several things under a finger.</summary>
public sealed record MapItem(string Layer, string Id, string Name, string What);

/// <summary>What the page stood at when the panels came.</summary>
internal sealed record MapSnapshot(
    bool HasMap, string? County, string Mode, string Theme, string Language,
    string? Grid, string? Issue, string? Facility, bool HasPlace, Contracts.Access.Session? Session, bool IsOnline, bool IsNarrow,
    Dictionary<string, string> Basemaps, string Basemap);

/// <summary>A grid's figure as the map is coloured by it.</summary>
internal sealed record GridFigure(
    int GridId, string GridCode, string Name, int UnresolvedIssues, double AreaSquareMetres,
    double IssuesPerSquareKilometre, int IssuesEver);

/// <summary>The county's figures in sum.</summary>
internal sealed record FigureTotals(int Grids, int Clean, int NeverReported, int? SecondsSinceReceived);

/// <summary>What the legend's switches say.</summary>
internal sealed record ShownLayers(bool Density, IReadOnlyList<string> Groups, bool Issues, IReadOnlyList<string>? Only);

/// <summary>What the server answered to an uploaded file; status 0: it was not reached.</summary>
internal sealed record UploadAnswer(int Status, string Body);
