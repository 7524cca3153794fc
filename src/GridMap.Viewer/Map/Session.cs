using GridMap.Contracts.Access;
using GridMap.Contracts.Counties;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Units;
using GridMap.Viewer.Access;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;
using GridMap.Viewer.Undo;

namespace GridMap.Viewer.Map;

/// <summary>What this screen shows right now: county, language, selection, figures. Components look here and are told of changes.</summary>
internal sealed class Session(MapBridge map, CountyApi api, CountyClock clock, UndoStack undo, Toasts toasts, CurrentUser user)
{
    private const int Densest = 10;
    private readonly List<MapEvent> _early = [];
    private Task? _started;
    private bool _hadEnded;
    private Contracts.Access.Session? _told;

    /// <summary>Something here changed.</summary>
    public event Action? Changed;

    /// <summary>Rows of these layers changed on the server.</summary>
    public event Func<IReadOnlyList<string>, Task>? DataChanged;

    /// <summary>Who is signed in, and what they may do.</summary>
    public CurrentUser User => user;

    /// <summary>Whether the server did not answer when the page opened.</summary>
    public bool IsUnreachable { get; private set; }

    /// <summary>Whether the page is the map's own, where a tap opens a card.</summary>
    public bool IsMapShown { get; set; }

    /// <summary>The areas that this person's work is confined to; none where it covers the county.</summary>
    public IReadOnlyList<GridDetail> OwnAreas { get; private set; } = [];

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

    /// <summary>Units that are no persons: those that can be responsible.</summary>
    public IEnumerable<Unit> Organisations => Units.Where(unit => unit.Kind != UnitKind.Person);

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

    /// <summary>Joins the map that is already there, and learns who is signed in.</summary>
    public Task StartAsync() => _started ??= BeginAsync();

    private async Task BeginAsync()
    {
        map.Happened += OnMapEventAsync;
        user.Changed += OnUserChanged;
        var found = await map.AttachAsync();
        (HasMap, IsOnline, IsNarrow) = (found.HasMap, found.IsOnline, found.IsNarrow);
        (Mode, Theme, Basemaps, Basemap) = (found.Mode, found.Theme, found.Basemaps, found.Basemap);
        Texts = new Texts(found.Language == "en" ? Language.English : Language.Chinese);
        await map.SetNamesAsync(KindNames());
        IsUnreachable = found.Session is null;
        if (found.Session is not null) user.Take(found.Session);
        Changed?.Invoke();
        if (user.MayLook) await OpenCountyAsync(found);
    }

    private async Task OpenCountyAsync(MapSnapshot found)
    {
        await GuardAsync(() => LoadCountyAsync(found.County));
        Selection = Selection.FromAddress(found.Grid, found.Issue, found.Facility, zoomsTo: !found.HasPlace);
        if (Selection is Selection.OfCounty) Selection = Home;
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
        Selection = Home;
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

    /// <summary>What is opened first: somebody's own area, or the county.</summary>
    private Selection Home => OwnAreas switch
    {
        [] => Selection.Nothing,
        [var only] => new Selection.OfGrid(only.GridCode),
        _ => new Selection.OfMyAreas(),
    };

    /// <summary>Whether a grid lies where this person works.</summary>
    public bool IsOwn(GridDetail grid) => OwnAreas is [] || OwnAreas.Any(
        area => area.GridCode == grid.GridCode || grid.Parents.Any(parent => parent.GridCode == area.GridCode));

    /// <summary>What an area is called: null is the whole county, and a code that no grid has stands for itself.</summary>
    public string AreaName(string? code) =>
        code is null ? Texts.WholeCounty : OwnAreas.FirstOrDefault(area => area.GridCode == code)?.Name ?? code;

    /// <summary>The address of a page of this county.</summary>
    public string PageAddress(string page) => County is null ? page : $"{page}?county={County.Code}";

    /// <summary>Shows somebody's own area: the map goes there, its card opens.</summary>
    public async Task OpenMyAreaAsync()
    {
        await SelectAsync(Home);
        await map.GoToAreasAsync([.. OwnAreas.Select(area => area.GridCode)]);
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
        await RefreshAsync("issues", "facilities", "grids", "units");
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
        (Report, Units, OwnAreas) = (null, [], []);
        if (County is null) return;
        (api.County, clock.Zone) = (County.Code, County.TimeZone);
        Report = await api.Report();
        Units = await api.Units();
        OwnAreas = [.. (await Task.WhenAll(user.OwnAreas(County.Code).Select(FindAreaAsync))).OfType<GridDetail>()];
    }

    // A grant for an area that a new division of the county no longer has gives nothing.
    private async Task<GridDetail?> FindAreaAsync(string code)
    {
        try
        {
            return (await api.Grid(code)).Properties;
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private void OnUserChanged()
    {
        if (user.HasEnded && !_hadEnded) _ = map.SessionEndedAsync().AsTask();
        else if (user.Answer is { } answer && answer != _told) _ = map.SignedInAsync(answer).AsTask();
        (_hadEnded, _told) = (user.HasEnded, user.Answer);
        Changed?.Invoke();
    }

    private Task OnMapEventAsync(MapEvent happened)
    {
        // A card needs the county, and a click outdoes what the address selects: those made meanwhile come after both.
        if (!IsLoaded && happened.Kind != "signed-out")
        {
            _early.Add(happened);
            return Task.CompletedTask;
        }
        switch (happened.Kind)
        {
            // What is tapped beside another page is that page's matter.
            case "select" or "several" or "place" or "history" when !IsMapShown: return Task.CompletedTask;
            case "key" when happened.Key == "escape" && !IsMapShown: return Task.CompletedTask;
            case "select": return SelectAsync(Selection.FromMap(happened));
            case "several": return SelectAsync(new Selection.Several(happened.Items ?? []));
            case "place": return OnPlaceAsync(happened);
            case "view": InView = happened.Counts ?? []; break;
            case "live": IsLive = happened.IsConnected; break;
            case "signed-out": _ = user.SignedInAgainAsync(); break;
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
        if (Picking is null && !user.May(County?.Code, Permission.WriteIssues)) return;
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
                if (layers.Contains("units")) Units = await api.Units();
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
