using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Viewer.Api;
using GridMap.Viewer.Cards;
using GridMap.Viewer.Map;
using GridMap.Viewer.Time;
using GridMap.Viewer.Undo;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Issues;

/// <summary>Reports a new issue, or edits a stored one.</summary>
public sealed partial class IssueForm
{
    private IssueDraft _draft = new();

    // As it stood when the form was opened: what others change meanwhile must not pass for this form's base.
    private Issue? _base;

    private bool _wasTried;
    private bool _isSending;

    /// <summary>The issue to edit; null for a new one.</summary>
    [Parameter]
    public Issue? Stored { get; set; }

    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal CountyClock Clock { get; set; } = null!;

    [Inject]
    internal IssueActions Actions { get; set; } = null!;

    [Inject]
    internal Conflicts Conflicts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _base = Stored;
        if (_base is not null) _draft = IssueDraft.Of(_base, Clock);
        else if (Session.Picking is null) await Session.PickAsync("issue");
    }

    // Told from the first attempt on, and gone as soon as it is put right.
    private string? Fault(string member) => _wasTried ? _draft.Faults(Texts, Clock).GetValueOrDefault(member) : null;

    private void SetDue(int days) => _draft.DueAt = Clock.ToField(Clock.Now.AddDays(days));

    private Task PickAgainAsync() =>
        Session.PickAsync("issue", new PickedPlace(_draft.Position!.Value, Stored?.GridCode, Stored?.GridName));

    private async Task CancelAsync()
    {
        await Session.EndPickingAsync();
        if (Stored is null) await Session.SelectAsync((Session.Selection as Selection.NewIssue)?.From ?? Selection.Nothing);
        else await OnDone.InvokeAsync();
    }

    private async Task SendAsync()
    {
        if (Session.Picked is { } place) _draft.Position = place.Position;
        _wasTried = true;
        if (_draft.Faults(Texts, Clock).Count > 0 || _isSending) return;
        _isSending = true;
        await Session.GuardAsync(_base is null ? ReportAsync : () => SaveAsync(_base));
        _isSending = false;
    }

    private async Task ReportAsync()
    {
        var made = await Actions.ReportAsync(_draft.ToReport(Clock));
        await Session.SelectAsync(new Selection.OfIssue(made.Id));
    }

    private async Task SaveAsync(Issue stored)
    {
        if (_draft.ChangesFrom(stored, Clock) is { } edit)
        {
            try
            {
                await Actions.EditAsync(stored, edit, IssueDraft.Inverse(edit, stored), Texts.Saved);
            }
            catch (ProblemException problem) when (problem.IsChangedMeanwhile && problem.Member<Feature<Issue>>("current") is { } current)
            {
                AskWhichToKeep(edit, stored, current.Properties);
                return;
            }
        }
        await Session.EndPickingAsync();
        await OnDone.InvokeAsync();
    }

    private void AskWhichToKeep(EditIssue edit, Issue stored, Issue theirs)
    {
        var mine = stored with
        {
            Category = edit.Category.Or(stored.Category)!,
            Description = edit.Description.Or(stored.Description),
            Severity = edit.Severity.Or(stored.Severity) ?? stored.Severity,
            Address = edit.Address.Or(stored.Address),
            Source = edit.Source.Or(stored.Source)!,
            DueAt = edit.DueAt.Or(stored.DueAt),
        };
        Conflicts.Show(new Conflict(
            ConflictRow.Between(IssueFields.Of(mine, Texts, Clock), IssueFields.Of(theirs, Texts, Clock)),
            async () =>
            {
                await Actions.EditAsync(theirs, edit, IssueDraft.Inverse(edit, theirs), Texts.Saved);
                await OnDone.InvokeAsync();
            },
            () => OnDone.InvokeAsync()));
    }
}
