using GridMap.Contracts.Issues;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;

namespace GridMap.Viewer.Issues;

/// <summary>What a person does to an issue. Each step names the revision it changes, and can be taken back.</summary>
internal sealed class IssueActions(CountyApi api, Session session)
{
    private const string Layer = "issues";
    private readonly Dictionary<Guid, long> _revisions = [];

    public async Task<Issue> ReportAsync(ReportIssue report)
    {
        var made = Remember(await api.ReportIssue(report));
        await session.DidAsync(session.Texts.Reported, Layer, () => TakeBackAsync(made.Id, seen => api.DeleteIssue(made.Id, seen)));
        return made;
    }

    /// <summary>Changes members; <paramref name="inverse"/> sets them back to what they were.</summary>
    public async Task<Issue> EditAsync(Issue before, EditIssue edit, EditIssue inverse, string done)
    {
        var after = Remember(await api.EditIssue(before.Id, before.Revision, edit));
        await session.DidAsync(done, Layer, () => TakeBackAsync(after.Id, seen => api.EditIssue(after.Id, seen, inverse)));
        return after;
    }

    public Task<Issue> ResolveAsync(Issue issue) =>
        EditAsync(issue, Become(IssueStatus.Resolved), Become(IssueStatus.Open), session.Texts.DidResolve);

    public Task<Issue> ReopenAsync(Issue issue) =>
        EditAsync(issue, Become(IssueStatus.Open), Become(IssueStatus.Resolved), session.Texts.DidReopen);

    public async Task DeleteAsync(Issue issue)
    {
        var gone = Remember(await api.DeleteIssue(issue.Id, issue.Revision));
        await session.DidAsync(session.Texts.DidDelete, Layer,
            () => TakeBackAsync(gone.Id, seen => api.EditIssue(gone.Id, seen, new EditIssue { IsDeleted = (bool?)false })));
    }

    // The revision our own last step led to, whichever it was: steps may be taken back in any order, others' changes stay guarded.
    private async Task TakeBackAsync(Guid id, Func<long, Task<Issue>> step) => Remember(await step(_revisions[id]));

    private Issue Remember(Issue written)
    {
        _revisions[written.Id] = written.Revision;
        return written;
    }

    private static EditIssue Become(string status) => new() { Status = status };
}
