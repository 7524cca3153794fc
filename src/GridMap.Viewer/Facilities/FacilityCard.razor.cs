using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Map;
using GridMap.Viewer.Undo;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Facilities;

/// <summary>One facility: its fields, what happened to it, and what can be done now.</summary>
public sealed partial class FacilityCard
{
    private Facility? _facility;
    private bool _failed;
    private Doing _doing;

    private enum Doing
    {
        Nothing,
        Editing,
        Retiring,
        Moving,
    }

    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    [Parameter]
    public bool ZoomsTo { get; set; }

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal FacilityActions Actions { get; set; } = null!;

    [Inject]
    internal Conflicts Conflicts { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    private Position Place => new(_facility!.Longitude, _facility.Latitude);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_facility is null) return;
        await Map.HighlightAsync(Place);
        if (ZoomsTo) await Map.FlyToAsync(Place);
    }

    protected override Task OnDataChangedAsync(IReadOnlyList<string> layers) =>
        layers.Contains("facilities") || layers.Contains("reload") ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        _failed = !await Session.GuardAsync(async () => _facility = await Api.Facility(Id));
        if (_facility is not null) await Map.HighlightAsync(Place);
        StateHasChanged();
    }

    private async Task StartMovingAsync()
    {
        _doing = Doing.Moving;
        await Session.PickAsync("move", new PickedPlace(Place, _facility!.GridCode, _facility.GridName));
    }

    private async Task MoveAsync()
    {
        var to = Session.Picked!.Position;
        await ActAsync(facility => Actions.MoveAsync(facility, to));
        await FinishAsync();
    }

    private async Task RetireAsync((DateOnly On, string Outcome) cleared)
    {
        _doing = Doing.Nothing;
        await ActAsync(facility => Actions.RetireAsync(facility, cleared.On, cleared.Outcome));
    }

    private Task<bool> DeleteAsync() => ActAsync(async facility =>
    {
        await Actions.DeleteAsync(facility);
        await Session.SelectAsync(facility.GridCode is { } grid ? new Selection.OfGrid(grid) : Selection.Nothing);
        return facility;
    });

    private async Task FinishAsync()
    {
        _doing = Doing.Nothing;
        await Session.EndPickingAsync();
        await LoadAsync();
    }

    private Task<bool> ActAsync(Func<Facility, Task<Facility>> action) => Session.GuardAsync(async () =>
    {
        try
        {
            _facility = await action(_facility!);
        }
        catch (ProblemException problem) when (problem.IsChangedMeanwhile && problem.Member<Feature<Facility>>("current") is { } current)
        {
            var theirs = current.Properties;
            Conflicts.Show(new Conflict(
                ConflictRow.Between(FacilityFields.Of(_facility!, Texts), FacilityFields.Of(theirs, Texts)),
                async () => _facility = await action(theirs),
                LoadAsync));
        }
    });
}
