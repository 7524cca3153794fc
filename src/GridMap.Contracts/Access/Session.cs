namespace GridMap.Contracts.Access;

/// <summary>Who this is and what they may do; <c>GET /api/session</c>, which answers without sign-in too.</summary>
/// <param name="Account">Null where nobody is signed in.</param>
/// <param name="AntiforgeryToken">To be sent as header <c>X-GridMap-Antiforgery</c> with every unsafe request; ask anew after signing in or out. Null for callers with a key, who need none.</param>
public sealed record Session(SignedIn? Account, string? AntiforgeryToken);

/// <summary>Somebody who is signed in, or a key.</summary>
/// <param name="AccountId">Null for a key with a role of its own.</param>
/// <param name="Name">The name signed in with, or the key's label.</param>
/// <param name="DisplayName">What the person is called.</param>
/// <param name="IsAdministrator">May do everything, in every county.</param>
/// <param name="MustChangePassword">Nothing else works until the password was changed.</param>
/// <param name="ExpiresAt">When the session ends whatever is done; null for a key.</param>
/// <param name="IdleSeconds">After so many seconds without a request it ends earlier.</param>
/// <param name="Counties">The counties this person works in.</param>
public sealed record SignedIn(
    Guid? AccountId, string Name, string DisplayName, bool IsAdministrator, bool MustChangePassword,
    DateTimeOffset? ExpiresAt, int IdleSeconds, IReadOnlyList<CountyAccess> Counties);

/// <summary>What somebody may do in one county.</summary>
/// <param name="CountyCode">The county.</param>
/// <param name="UnitCode">The unit the person works for; null for none.</param>
/// <param name="Roles">Roles and where they hold.</param>
/// <param name="Permissions">Names of <see cref="Permission"/> held anywhere in the county.</param>
public sealed record CountyAccess(
    string CountyCode, string? UnitCode, IReadOnlyList<HeldRole> Roles, IReadOnlyList<string> Permissions);

/// <summary>One role and where it holds.</summary>
/// <param name="Role">See <see cref="Access.Role"/>.</param>
/// <param name="AreaCode">Code of a grid of any level; null for the whole county.</param>
public sealed record HeldRole(string Role, string? AreaCode);

/// <summary>What is sent to sign in; <c>POST /api/session</c>.</summary>
public sealed record SignIn(string Name, string Password);

/// <summary>What is sent to change one's own password; <c>POST /api/session/password</c>.</summary>
public sealed record ChangePassword(string CurrentPassword, string NewPassword);
