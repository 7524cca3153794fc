using GridMap.Contracts.Counties;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Units;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;
using GridMap.Viewer.Undo;

namespace GridMap.Viewer.Map;

/// <summary>What this screen shows right now: county, language, selection, figures. Components look here and are told of changes.</summary>
internal sealed class Session(MapBridge map, CountyApi api, CountyClock clock, UndoStack undo, Toasts toasts)
{
    private const int Densest = 10;
    private readonly List<MapEvent> _early = [];
    private bool _isStarted;

    /// <summary>Something here changed.</summary>
    public event Action? Changed;

    /// <summary>Rows of these layers changed on the server.</summary>
    public event Func<IReadOnlyList<string>, Task>? DataChanged;

    /// <summary>Whether the county was asked for; until then nothing is known, not even that there is none.</summary>
    public bool IsLoaded { get; private set; }

    public Texts Texts { get; private set; } = new(Language.Chinese);
    public string Theme { get; private set; } = "light";
    public string Mode { get; private set; } = "density";
    public bool HasMap { get; private set; } = true;
    public bool IsOnline { get; private set; } = true;

    /// <summary>Titles of the basemaps the server offers, by name; none where none is configured.</summary>
    public IReadOnlyDictionary<string, string> Basemaps { get; private set; } = new Dictionary<string, string>();

    /// <summary>The basemap that is shown; empty for none.</summary>
    public string Basemap { get; private set; } = "";

    /// <summary>Whether the screen was a phone's when the page opened.</summary>
    public bool IsNarrow { get; private set; }

    public bool IsLive { get; private set; }
    public IReadOnlyList<County> Counties { get; private set; } = [];
    public County? County { get; private set; }
    public CountyReport? Report { get; private set; }
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyDictionary<string, int> InView { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<GridFigure> Worst { get; private set; } = [];
    public FigureTotals Totals { get; private set; } = new(0, 0, 0, null);
    public ShownLayers Shown { get; private set; } = new(true, ["toilet", "waste", "market"], true, null);
    public Selection Selection { get; private set; } = Selection.Nothing;

    /// <summary>What a tap on the map tells the place of; null while taps select.</summary>
    public string? Picking { get; private set; }

    /// <summary>The place that was tapped last while picking.</summary>
    public PickedPlace? Picked { get; private set; }

    public bool IsEmpty => Report is { } report && report.Grids.Count == 0;

    /// <summary>Joins the map that is already there.</summary>
    public async Task StartAsync()
    {
        if (_isStarted) return;
        _isStarted = true;
        map.Happened += OnMapEventAsync;
        var found = await map.AttachAsync();
        (HasMap, IsOnline, IsNarrow) = (found.HasMap, found.IsOnline, found.IsNarrow);
        (Mode, Theme, Basemaps, Basemap) = (found.Mode, found.Theme, found.Basemaps, found.Basemap);
        Texts = new Texts(found.Language == "en" ? Language.English : Language.Chinese);
        await map.SetNamesAsync(KindNames());
        await GuardAsync(() => LoadCountyAsync(found.County));
        Selection = Selection.FromAddress(found.Grid, found.Issue, found.Facility, zoomsTo: !found.HasPlace);
        await TakeFiguresAsync();
        IsLoaded = true;
        foreach (var happened in _early) await OnMapEventAsync(happened);
        Changed?.Invoke();
    }

    public Task ChooseCountyAsync(string code) => ShowCountyAsync(code, isStep: true);

    private async Task ShowCountyAsync(string code, bool isStep)
    {
        Selection = Selection.Nothing;
        await map.SetCountyAsync(code, isStep);
        await GuardAsync(() => LoadCountyAsync(code));
        await TakeFiguresAsync();
        Changed?.Invoke();
    }

    public async Task ToggleLanguageAsync()
    {
        Texts = new Texts(Texts.Language == Language.Chinese ? Language.English : Language.Chinese);
        await map.SetLanguageAsync(Texts.Language == Language.Chinese ? "zh" : "en");
        await map.SetNamesAsync(KindNames());
        Changed?.Invoke();
    }

    public async Task ToggleThemeAsync()
    {
        Theme = Theme == "dark" ? "light" : "dark";
        await map.SetThemeAsync(Theme);
        Changed?.Invoke();
    }

    public async Task SetModeAsync(string mode)
    {
        Mode = mode;
        await map.SetModeAsync(mode);
        await TakeFiguresAsync();
        Changed?.Invoke();
    }

    public async Task ShowBasemapAsync(string name)
    {
        Basemap = name;
        await map.SetBasemapAsync(name);
    }

    public async Task ShowAsync(ShownLayers shown)
    {
        Shown = shown;
        await map.ShowAsync(shown);
        Changed?.Invoke();
    }

    /// <summary>Opens a card; the address follows.</summary>
    public async Task SelectAsync(Selection selection)
    {
        await map.SetAddressAsync(selection.Address);
        await OpenAsync(selection);
    }

    private async Task OpenAsync(Selection selection)
    {
        await EndPickingAsync();
        Selection = selection;
        if (selection is not Selection.OfGrid) await map.SelectAsync(null);
        await map.HighlightAsync(null);
        Changed?.Invoke();
    }

    /// <summary>From now on a tap tells a place; <paramref name="at"/> is where the pin already stands.</summary>
    public async Task PickAsync(string intent, PickedPlace? at = null)
    {
        (Picking, Picked) = (intent, at);
        await map.PickAsync(intent);
        if (at is not null) await map.SetPinAsync(at.Position, intent);
        Changed?.Invoke();
    }

    public async Task EndPickingAsync()
    {
        if (Picking is null && Picked is null) return;
        (Picking, Picked) = (null, null);
        await map.PickAsync(null);
        await map.ClearPinAsync();
    }

    /// <summary>After an own change: fetches what it touched, and offers to take it back.</summary>
    public async Task DidAsync(string text, string layer, Func<Task>? takeback)
    {
        var step = takeback is null ? null : new Done(takeback);
        if (step is not null) undo.Push(step);
        toasts.Show(new Toast(text, step));
        await RefreshAsync(layer);
    }

    public async Task UndoAsync(Done? step = null)
    {
        step ??= undo.Last;
        toasts.HideOf(step);
        await GuardAsync(async () =>
        {
            var did = await undo.UndoAsync(step);
            toasts.Show(new Toast(did ? Texts.Undone : Texts.NothingToUndo));
        });
        await RefreshAsync("issues", "facilities");
    }

    /// <summary>Runs something that talks to the server; what it refuses is told, not thrown. False when it did not work.</summary>
    public async Task<bool> GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (ProblemException problem)
        {
            toasts.Show(new Toast(Texts.Problem(problem.Type, problem.Detail), isError: true));
            return false;
        }
    }

    public async Task RefreshAsync(params string[] layers)
    {
        await map.RefreshAsync(layers);
        await OnDataChangedAsync(layers);
    }

    private async Task LoadCountyAsync(string? code)
    {
        Counties = await api.Counties();
        County = Counties.FirstOrDefault(county => county.Code == code) ?? (Counties.Count > 0 ? Counties[0] : null);
        (Report, Units) = (null, []);
        if (County is null) return;
        (api.County, clock.Zone) = (County.Code, County.TimeZone);
        Report = await api.Report();
        Units = await api.Units();
    }

    private Task OnMapEventAsync(MapEvent happened)
    {
        // A card needs the county, and a click outdoes what the address selects: those made meanwhile come after both.
        if (!IsLoaded)
        {
            _early.Add(happened);
            return Task.CompletedTask;
        }
        switch (happened.Kind)
        {
            case "select": return SelectAsync(Selection.FromMap(happened));
            case "several": return SelectAsync(new Selection.Several(happened.Items ?? []));
            case "place": return OnPlaceAsync(happened);
            case "view": InView = happened.Counts ?? []; break;
            case "live": IsLive = happened.IsConnected; break;
            case "online": IsOnline = happened.IsOnline; break;
            case "figures": return OnFiguresAsync();
            case "changed": return OnDataChangedAsync(happened.Layers ?? []);
            case "history": return GoBackToAsync(happened);
            case "key" when happened.Key == "undo": return UndoAsync();
            case "key" when happened.Key == "escape": return SelectAsync(Selection.Nothing);
            default: break;
        }
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    // The address already says it, so nothing here makes a new step.
    private async Task GoBackToAsync(MapEvent happened)
    {
        if (happened.County is { } code && code != County?.Code && Counties.Any(county => county.Code == code))
            await ShowCountyAsync(code, isStep: false);
        await OpenAsync(Selection.FromAddress(happened.Grid, happened.Issue, happened.Facility, zoomsTo: false));
    }

    private async Task OnPlaceAsync(MapEvent happened)
    {
        var place = new PickedPlace(new Position(happened.Longitude, happened.Latitude), happened.GridCode, happened.GridName);
        if (Picking is null) await SelectAsync(new Selection.NewIssue(Selection));
        await PickAsync(Picking ?? "issue", place);
    }

    private async Task OnFiguresAsync()
    {
        await TakeFiguresAsync();
        Changed?.Invoke();
    }

    private async Task OnDataChangedAsync(IReadOnlyList<string> layers)
    {
        if (County is not null)
        {
            // A screen that cannot reach the server keeps showing what it has; the live sign says so.
            try
            {
                if (layers.Contains("reload")) await LoadCountyAsync(County.Code);
                else Report = await api.Report();
            }
            catch (ProblemException)
            {
                IsLive = false;
            }
        }
        await TakeFiguresAsync();
        if (DataChanged is { } tell)
            foreach (var listener in tell.GetInvocationList().Cast<Func<IReadOnlyList<string>, Task>>()) await listener(layers);
        Changed?.Invoke();
    }

    private async Task TakeFiguresAsync()
    {
        Worst = await map.WorstAsync(Densest);
        Totals = await map.TotalsAsync();
    }

    private Dictionary<string, string> KindNames() =>
        FacilityKind.All.ToDictionary(kind => kind.Code, kind => Texts.KindName(kind.Code));
}
