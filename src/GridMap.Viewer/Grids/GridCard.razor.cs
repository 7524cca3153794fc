using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Issues;
using GridMap.Contracts.Responsibility;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;
using GridMap.Viewer.Time;
using GridMap.Viewer.Units;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Grids;

/// <summary>One grid: which, how bad, whose, why, what to do now.</summary>
public sealed partial class GridCard
{
    private GridDetail? _grid;
    private JsonElement? _geometry;
    private GridFigure? _figure;
    private IReadOnlyList<Issue> _issues = [];
    private PlaceResponsibility? _whose;
    private bool _isEditing;
    private bool _failed;

    [Parameter, EditorRequired]
    public string Code { get; set; } = "";

    [Parameter]
    public bool ZoomsTo { get; set; }

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal UnitsApi Units { get; set; } = null!;

    [Inject]
    internal CountyClock Clock { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    // The map's figure is the freshest; towns and communities have theirs from the server.
    private int? Unresolved => _figure?.UnresolvedIssues ?? _grid?.UnresolvedIssues;

    private double? Density => _figure?.IssuesPerSquareKilometre ?? _grid?.IssuesPerSquareKilometre;

    private int Place => Session.Worst.ToList().FindIndex(grid => grid.GridCode == Code) + 1;

    private string? Rank => Place > 0 ? "up" : null;

    private string RankText => Place > 0 ? Texts.Rank(Place) : _issues.Count(IsLate).ToString();

    private string RankLabel => Place > 0 ? Texts.Worst : Texts.Late;

    private IEnumerable<string> Crumb => [Session.County?.Name ?? "", .. _grid!.Parents.Select(parent => parent.Name)];

    private bool IsMyArea => Session.OwnAreas.Any(area => area.GridCode == Code);

    // A density is everybody's to know, the issues behind it are not.
    private string NoIssues =>
        !Session.IsOwn(_grid!) || !MaySee ? Texts.NotYourArea
        : _figure is { IssuesEver: 0 } ? Texts.NeverReportedWhy
        : Texts.NoOpenIssues;

    private bool MayEdit => User.May(Session.County?.Code, Permission.Operate);

    private bool MaySee => User.May(Session.County?.Code, Permission.ReadIssues);

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override async Task OnDataChangedAsync(IReadOnlyList<string> layers)
    {
        if (_figure is null || layers.Any(layer => layer is "reload" or "grids" or "units")) await Session.GuardAsync(ReadAsync);
        await LoadIssuesAsync();
    }

    private bool MayHere(string permission) => User.May(Session.County?.Code, permission) && Session.IsOwn(_grid!);

    private bool IsLate(Issue issue) => issue.DueAt < Clock.Now;

    private async Task LoadAsync()
    {
        _failed = !await Session.GuardAsync(async () =>
        {
            await ReadAsync();
            await Map.SelectAsync(_grid!.GridId);
            if (ZoomsTo && GeoBounds.Of(_geometry) is { } box) await Map.FlyToAsync(box.West, box.South, box.East, box.North);
        });
        await LoadIssuesAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Api.Grid(Code);
        (_grid, _geometry) = (found.Properties, found.Geometry);
        _whose = await Units.Whose(Code);
    }

    private async Task DoneEditingAsync()
    {
        _isEditing = false;
        await Session.GuardAsync(ReadAsync);
    }

    private async Task LoadIssuesAsync()
    {
        if (_grid is null) return;
        _figure = await Map.FigureAsync(Code);
        if (MaySee) await Session.GuardAsync(async () => _issues = await Api.OpenIssues(Code));
        StateHasChanged();
    }
}
