using GridMap.Contracts.Access;
using SessionAnswer = GridMap.Contracts.Access.Session;

namespace GridMap.Viewer.Access;

/// <summary>Who is signed in on this screen, what they may do, and whether their session has ended under the open page.</summary>
internal sealed class CurrentUser
{
    private TaskCompletionSource? _again;

    public event Action? Changed;

    /// <summary>Who the page was opened as; null where nobody is signed in. Stays when the session ends.</summary>
    public SignedIn? Account { get; private set; }

    /// <summary>What the server said last; null before the first answer.</summary>
    public SessionAnswer? Answer { get; private set; }

    /// <summary>What unsafe requests carry; null for callers with a key.</summary>
    public string? AntiforgeryToken => Answer?.AntiforgeryToken;

    /// <summary>Whether requests wait for somebody to sign in again.</summary>
    public bool HasEnded => _again is not null;

    /// <summary>How often somebody signed in again: what was asked before the last time and refused afterwards is simply asked again.</summary>
    public int SignIns { get; private set; }

    /// <summary>Whether another person signed in with this browser meanwhile: the page has to open anew.</summary>
    public bool IsSomebodyElse { get; private set; }

    /// <summary>Whether the county may be looked at: somebody is signed in, with a password of their own.</summary>
    public bool MayLook => Account is { MustChangePassword: false };

    /// <summary>Takes what the server says of the session.</summary>
    public void Take(SessionAnswer answer)
    {
        Answer = answer;
        if (answer.Account is { } account)
        {
            IsSomebodyElse |= Account is { } before && (before.AccountId, before.Name) != (account.AccountId, account.Name);
            Account = account;
            if (!IsSomebodyElse && !account.MustChangePassword) GoOn();
        }
        Changed?.Invoke();
    }

    /// <summary>Ends when the same person has signed in again, which the page now asks for.</summary>
    public Task SignedInAgainAsync()
    {
        if (_again is not null) return _again.Task;
        _again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed?.Invoke();
        return _again?.Task ?? Task.CompletedTask;
    }

    /// <summary>Whether a permission is held anywhere in the county.</summary>
    public bool May(string? county, string permission) =>
        Account is { IsAdministrator: true } || AccessTo(county)?.Permissions.Contains(permission) == true;

    /// <summary>Roles held in the county and where; none for an administrator of everything.</summary>
    public IReadOnlyList<HeldRole> RolesIn(string? county) => AccessTo(county)?.Roles ?? [];

    /// <summary>Codes of the areas that this person's work is confined to; none where it covers the county.</summary>
    public IReadOnlyList<string> OwnAreas(string? county)
    {
        var roles = RolesIn(county);
        return Account is { IsAdministrator: true } || roles.Any(role => role.AreaCode is null)
            ? []
            : [.. roles.Select(role => role.AreaCode!).Distinct()];
    }

    private CountyAccess? AccessTo(string? county) => Account?.Counties.FirstOrDefault(one => one.CountyCode == county);

    private void GoOn()
    {
        var waiting = _again;
        if (waiting is not null) SignIns++;
        _again = null;
        waiting?.SetResult();
    }
}
