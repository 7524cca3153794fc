using GridMap.Contracts.Geo;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GridMap.Viewer.Map;

/// <summary>The panels' side of the one place where map and panels meet; the other is Map/bridge.ts.</summary>
internal sealed class MapBridge(IJSRuntime js) : IZoneOffsets, IDisposable
{
    private readonly Dictionary<(string Zone, long Hour), TimeSpan> _offsets = [];
    private DotNetObjectReference<MapBridge>? _self;

    /// <summary>Something happened on the map.</summary>
    public event Func<MapEvent, Task>? Happened;

    public async Task<MapSnapshot> AttachAsync()
    {
        _self = DotNetObjectReference.Create(this);
        return await js.InvokeAsync<MapSnapshot>("gridmap.attach", _self);
    }

    [JSInvokable]
    public async Task OnMapEvent(MapEvent happened)
    {
        if (Happened is not { } tell) return;
        foreach (var listener in tell.GetInvocationList().Cast<Func<MapEvent, Task>>()) await listener(happened);
    }

    public ValueTask SetCountyAsync(string code, bool isStep) => Tell("setCounty", code, isStep);

    public ValueTask SetModeAsync(string mode) => Tell("setMode", mode);

    public ValueTask SetThemeAsync(string theme) => Tell("setTheme", theme);

    public ValueTask SetLanguageAsync(string language) => Tell("setLanguage", language);

    public ValueTask SetNamesAsync(IReadOnlyDictionary<string, string> names) => Tell("setNames", names);

    public ValueTask ShowAsync(ShownLayers shown) => Tell("setShown", shown);

    /// <summary>Draws a basemap beneath everything; empty none.</summary>
    public ValueTask SetBasemapAsync(string name) => Tell("setBasemap", name);

    /// <summary>Writes members of the page's address; null takes one out.</summary>
    public ValueTask SetAddressAsync(IReadOnlyDictionary<string, string?> members) => Tell("setAddress", members);

    public ValueTask<GridFigure[]> WorstAsync(int limit) => js.InvokeAsync<GridFigure[]>("gridmap.worst", limit);

    public ValueTask<GridFigure?> FigureAsync(string gridCode) => js.InvokeAsync<GridFigure?>("gridmap.figureByCode", gridCode);

    public ValueTask<FigureTotals> TotalsAsync() => js.InvokeAsync<FigureTotals>("gridmap.totals");

    /// <summary>Outlines a grid; null none.</summary>
    public ValueTask SelectAsync(int? gridId) => Tell("select", gridId);

    public ValueTask FlyToAsync(double west, double south, double east, double north) =>
        Tell("flyTo", new[] { west, south, east, north });

    public ValueTask FlyToAsync(Position place) => Tell("flyToPoint", place.Longitude, place.Latitude);

    /// <summary>The next tap tells a place for this purpose instead of selecting; null ends that.</summary>
    public ValueTask PickAsync(string? intent) => Tell("pick", intent);

    /// <summary>From now on a tap picks an area of this level.</summary>
    public ValueTask PickAreaAsync(string level) => PickAsync($"area:{level}");

    /// <summary>Outlines areas; null those that somebody's work is confined to.</summary>
    public ValueTask OutlineAsync(IReadOnlyList<string>? codes) => Tell("outline", codes);

    public ValueTask GoToAreasAsync(IReadOnlyList<string> codes) => Tell("goToAreas", codes);

    /// <summary>The session has ended: the map hears nothing more until somebody signs in again.</summary>
    public ValueTask SessionEndedAsync() => Tell("sessionEnded");

    /// <summary>Whoever is signed in now, and the token that goes with it.</summary>
    public ValueTask SignedInAsync(Contracts.Access.Session answer) => Tell("signedIn", answer);

    /// <summary>Puts a text on the clipboard; false where the browser does not let us.</summary>
    public ValueTask<bool> CopyAsync(string text) => js.InvokeAsync<bool>("gridmap.copy", text);

    /// <summary>Where the browser says it is; null where it does not tell.</summary>
    public ValueTask<FoundPlace?> LocateAsync() => js.InvokeAsync<FoundPlace?>("gridmap.locate", Timeout.InfiniteTimeSpan);

    public ValueTask PlaceAtCentreAsync(string intent) => Tell("placeAtCentre", intent);

    public ValueTask SetPinAsync(Position place, string intent) => Tell("setPin", place.Longitude, place.Latitude, intent);

    public ValueTask ClearPinAsync() => Tell("clearPin");

    /// <summary>Draws a ring around a place; null takes it away.</summary>
    public ValueTask HighlightAsync(Position? place) => Tell("highlight", place?.Longitude, place?.Latitude);

    /// <summary>Fetches figures and the named tile layers again, at once.</summary>
    public ValueTask RefreshAsync(params string[] layers) => Tell("refresh", [layers]);

    public ValueTask<bool> HasFileAsync(ElementReference input) => js.InvokeAsync<bool>("gridmap.hasFile", input);

    /// <summary>Sends the file chosen in a form's field, with the mapping where there is one.</summary>
    public ValueTask<UploadAnswer> UploadAsync(string address, ElementReference input, string mapping) =>
        js.InvokeAsync<UploadAnswer>("gridmap.upload", Timeout.InfiniteTimeSpan, address, input, mapping);

    /// <summary>Sends the file chosen in a form's field to be looked at; <see cref="SentAsync"/> tells how far it is.</summary>
    public ValueTask<UploadAnswer> SendFileAsync(string address, ElementReference input) =>
        js.InvokeAsync<UploadAnswer>("gridmap.sendFile", Timeout.InfiniteTimeSpan, address, input);

    /// <summary>How much of that file is there, 0 to 1.</summary>
    public ValueTask<double> SentAsync() => js.InvokeAsync<double>("gridmap.sent");

    /// <summary>Has a file that is dropped on an element chosen in the field within it.</summary>
    public ValueTask TakeDropsAsync(ElementReference zone) => js.InvokeVoidAsync("gridmap.takeDrops", zone);

    /// <summary>Has the browser keep a file that the server makes; a problem is answered instead.</summary>
    public ValueTask<UploadAnswer> DownloadAsync(string address) =>
        js.InvokeAsync<UploadAnswer>("gridmap.download", Timeout.InfiniteTimeSpan, address);

    public ValueTask FocusAsync(string selector) => Tell("focus", selector);

    public TimeSpan OffsetOf(string zone, DateTimeOffset moment)
    {
        // Offsets change on the hour or half hour at most; a list of a hundred times asks once or twice.
        var key = (zone, moment.ToUnixTimeSeconds() / 1800);
        if (!_offsets.TryGetValue(key, out var offset))
        {
            var browser = (IJSInProcessRuntime)js;
            offset = TimeSpan.FromMinutes(browser.Invoke<double>("gridmap.offsetMinutes", zone, moment.ToUnixTimeMilliseconds()));
            _offsets[key] = offset;
        }
        return offset;
    }

    public void Dispose() => _self?.Dispose();

    private ValueTask Tell(string what, params object?[] arguments) => js.InvokeVoidAsync($"gridmap.{what}", arguments);
}
