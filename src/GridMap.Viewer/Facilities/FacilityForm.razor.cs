using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Undo;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Facilities;

/// <summary>Records a new facility, or edits a stored one.</summary>
public sealed partial class FacilityForm
{
    private FacilityDraft _draft = new();

    // As it stood when the form was opened: what others change meanwhile must not pass for this form's base.
    private Facility? _base;

    private bool _wasTried;
    private bool _isSending;

    /// <summary>The facility to edit; null for a new one.</summary>
    [Parameter]
    public Facility? Stored { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    internal FacilityActions Actions { get; set; } = null!;

    [Inject]
    internal Conflicts Conflicts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _base = Stored;
        if (_base is not null) _draft = FacilityDraft.Of(_base);
        else if (Session.Picking is null) await Session.PickAsync("facility");
    }

    // Told from the first attempt on, and gone as soon as it is put right.
    private string? Fault(string member) => _wasTried ? _draft.Faults(Texts).GetValueOrDefault(member) : null;

    private string GroupName(string group) => group switch
    {
        "toilet" => Texts.Toilets,
        "waste" => Texts.WastePoints,
        "market" => Texts.Markets,
        _ => group,
    };

    private async Task CancelAsync()
    {
        await Session.EndPickingAsync();
        if (Stored is null) await Session.SelectAsync((Session.Selection as Selection.NewFacility)?.From ?? Selection.Nothing);
        else await OnDone.InvokeAsync();
    }

    private async Task SendAsync()
    {
        if (Stored is null && Session.Picked is { } place) _draft.Position = place.Position;
        _wasTried = true;
        if (_draft.Faults(Texts).Count > 0 || _isSending) return;
        _isSending = true;
        await Session.GuardAsync(_base is null ? AddAsync : () => SaveAsync(_base));
        _isSending = false;
    }

    private async Task AddAsync()
    {
        var made = await Actions.AddAsync(_draft.ToAdd());
        await Session.SelectAsync(new Selection.OfFacility(made.Id));
    }

    private async Task SaveAsync(Facility stored)
    {
        if (_draft.ChangesFrom(stored) is { } edit)
        {
            try
            {
                await Actions.EditAsync(stored, edit, FacilityDraft.Inverse(edit, stored), Texts.Saved);
            }
            catch (ProblemException problem) when (problem.IsChangedMeanwhile && problem.Member<Feature<Facility>>("current") is { } current)
            {
                AskWhichToKeep(edit, stored, current.Properties);
                return;
            }
        }
        await OnDone.InvokeAsync();
    }

    private void AskWhichToKeep(EditFacility edit, Facility stored, Facility theirs)
    {
        var mine = stored with
        {
            Kind = edit.Kind.Or(stored.Kind)!,
            Name = edit.Name.Or(stored.Name)!,
            Address = edit.Address.Or(stored.Address),
            OpeningHours = edit.OpeningHours.Or(stored.OpeningHours),
        };
        Conflicts.Show(new Conflict(
            ConflictRow.Between(FacilityFields.Of(mine, Texts), FacilityFields.Of(theirs, Texts)),
            async () =>
            {
                await Actions.EditAsync(theirs, edit, FacilityDraft.Inverse(edit, theirs), Texts.Saved);
                await OnDone.InvokeAsync();
            },
            () => OnDone.InvokeAsync()));
    }
}
