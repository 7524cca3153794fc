using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Map;
using GridMap.Viewer.Time;
using GridMap.Viewer.Undo;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Issues;

/// <summary>One issue: its fields, what happened to it, and what can be done now.</summary>
public sealed partial class IssueCard
{
    private Issue? _issue;
    private bool _failed;
    private bool _isEditing;

    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    [Parameter]
    public bool ZoomsTo { get; set; }

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal CountyClock Clock { get; set; } = null!;

    [Inject]
    internal IssueActions Actions { get; set; } = null!;

    [Inject]
    internal Conflicts Conflicts { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_issue is null) return;
        var place = new Position(_issue.Longitude, _issue.Latitude);
        await Map.HighlightAsync(place);
        if (ZoomsTo) await Map.FlyToAsync(place);
    }

    protected override Task OnDataChangedAsync(IReadOnlyList<string> layers) =>
        layers.Contains("issues") || layers.Contains("reload") ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        _failed = !await Session.GuardAsync(async () => _issue = await Api.Issue(Id));
        StateHasChanged();
    }

    private Task<bool> ActAsync(Func<Issue, Task<Issue>> action) => Session.GuardAsync(async () =>
    {
        try
        {
            _issue = await action(_issue!);
        }
        catch (ProblemException problem) when (problem.IsChangedMeanwhile && problem.Member<Feature<Issue>>("current") is { } current)
        {
            var theirs = current.Properties;
            Conflicts.Show(new Conflict(
                ConflictRow.Between(IssueFields.Of(_issue!, Texts, Clock), IssueFields.Of(theirs, Texts, Clock)),
                async () => _issue = await action(theirs),
                LoadAsync));
        }
    });

    private async Task DeleteAsync()
    {
        await ActAsync(async issue =>
        {
            await Actions.DeleteAsync(issue);
            await Session.SelectAsync(issue.GridCode is { } grid ? new Selection.OfGrid(grid) : Selection.Nothing);
            return issue;
        });
    }

    private Task FinishEditingAsync()
    {
        _isEditing = false;
        return LoadAsync();
    }
}
