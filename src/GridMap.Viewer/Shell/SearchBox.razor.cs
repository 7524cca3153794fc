using GridMap.Contracts.Geo;
using GridMap.Contracts.Search;
using GridMap.Viewer.Cards;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GridMap.Viewer.Shell;

/// <summary>One box for grids, units, facilities, issues and positions.</summary>
public sealed partial class SearchBox
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private string _asked = "";
    private string _answered = "";
    private bool _isOpen;
    private IReadOnlyList<SearchHit> _hits = [];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Navigation.LocationChanged += OnLeft;
    }

    protected override void OnDisposing() => Navigation.LocationChanged -= OnLeft;

    // The header stays when the page goes.
    private void OnLeft(object? sender, LocationChangedEventArgs left)
    {
        _isOpen = false;
        StateHasChanged();
    }

    private async Task OnInputAsync(ChangeEventArgs change)
    {
        var asked = ((string?)change.Value ?? "").Trim();
        (_asked, _isOpen) = (asked, true);
        await Task.Delay(Pause, Clock);
        // Somebody who types on is answered when they pause.
        if (asked != _asked || asked.Length == 0) return;
        await Session.GuardAsync(async () =>
        {
            var hits = await Api.Search(asked);
            if (asked == _asked) (_hits, _answered) = (hits, asked);
        });
    }

    private async Task OpenAsync(SearchHit hit)
    {
        _isOpen = false;
        if (!Session.IsMapShown) Navigation.NavigateTo(Session.PageAddress("/"));
        if (hit is { Longitude: { } longitude, Latitude: { } latitude }) await Map.FlyToAsync(new Position(longitude, latitude));
        await Session.SelectAsync(hit switch
        {
            { Kind: "grid", Id: { } code } => new Selection.OfGrid(code, ZoomsTo: true),
            { Kind: "issue" } when Guid.TryParse(hit.Id, out var id) => new Selection.OfIssue(id),
            { Kind: "facility" } when Guid.TryParse(hit.Id, out var id) => new Selection.OfFacility(id),
            _ => Session.Selection,
        });
    }

    private string KindName(string kind) => kind switch
    {
        "grid" => Texts.Grid,
        "unit" => Texts.Unit,
        "facility" => Texts.Facility,
        "issue" => Texts.Issue,
        _ => Texts.Place,
    };
}
