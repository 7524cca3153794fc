using GridMap.Contracts.Grids;
using GridMap.Contracts.Issues;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;
using GridMap.Viewer.Time;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Grids;

/// <summary>One grid: which, how bad, whose, why, what to do now.</summary>
public sealed partial class GridCard
{
    private GridDetail? _grid;
    private GridFigure? _figure;
    private IReadOnlyList<Issue> _issues = [];
    private bool _failed;

    [Parameter, EditorRequired]
    public string Code { get; set; } = "";

    [Parameter]
    public bool ZoomsTo { get; set; }

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal CountyClock Clock { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    private int Place => Session.Worst.ToList().FindIndex(grid => grid.GridCode == Code) + 1;

    private string? Rank => Place > 0 ? "up" : null;

    private string RankText => Place > 0 ? $"#{Place}" : _issues.Count(IsLate).ToString();

    private string RankLabel => Place > 0 ? Texts.Worst : Texts.Late;

    private IEnumerable<string> Crumb => [Session.County?.Name ?? "", .. _grid!.Parents.Select(parent => parent.Name)];

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override Task OnDataChangedAsync(IReadOnlyList<string> layers) => LoadIssuesAsync();

    private static string Tel(string phone) => "tel:" + new string([.. phone.Where(c => char.IsAsciiDigit(c) || c == '+')]);

    private bool IsLate(Issue issue) => issue.DueAt < Clock.Now;

    private async Task LoadAsync()
    {
        _failed = !await Session.GuardAsync(async () =>
        {
            var found = await Api.Grid(Code);
            _grid = found.Properties;
            await Map.SelectAsync(_grid.GridId);
            if (ZoomsTo && GeoBounds.Of(found.Geometry) is { } box) await Map.FlyToAsync(box.West, box.South, box.East, box.North);
        });
        await LoadIssuesAsync();
    }

    private async Task LoadIssuesAsync()
    {
        if (_grid is null) return;
        _figure = await Map.FigureAsync(Code);
        await Session.GuardAsync(async () => _issues = await Api.OpenIssues(Code));
        StateHasChanged();
    }
}
