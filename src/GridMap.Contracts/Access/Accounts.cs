using System.Text.Json.Serialization;

namespace GridMap.Contracts.Access;

/// <summary>A person who may sign in; <c>GET /api/accounts</c>.</summary>
public sealed record Account(
    Guid Id, string Name, string DisplayName, bool IsAdministrator, bool IsDemo, bool IsDisabled, bool MustChangePassword,
    DateTimeOffset? LastSeenAt, long Revision, DateTimeOffset CreatedAt);

/// <summary>What is sent to make an account; <c>POST /api/accounts</c>. The answer is a <see cref="NewPassword"/>.</summary>
public sealed record AddAccount(Guid Id, string Name, string DisplayName, bool IsAdministrator = false);

/// <summary>What is sent to change one; <c>PATCH /api/accounts/{id}</c>.</summary>
public sealed record EditAccount
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> DisplayName { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> IsAdministrator { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> IsDisabled { get; init; }
}

/// <summary>An account and the random password it was given; <c>POST /api/accounts/{id}/password</c> gives a new one.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">Told this once; null where an account was sent again that is there already.</param>
public sealed record NewPassword(Account Account, string? Password);

/// <summary>Somebody who works in a county; <c>GET /api/counties/{county}/members</c>.</summary>
public sealed record Member(Guid AccountId, string Name, string DisplayName, bool IsDisabled, string? UnitCode, string? UnitName);

/// <summary>What is sent to make an account a member, or to give it another unit; <c>PUT /api/counties/{county}/members/{accountId}</c>.</summary>
public sealed record SetMember(string? UnitCode);

/// <summary>What a member or a unit may do somewhere; <c>GET /api/counties/{county}/grants</c>. Exactly one of account and unit is there.</summary>
public sealed record Grant(
    Guid Id, Guid? AccountId, string? AccountName, string? UnitCode, string? UnitName, string Role,
    string? AreaCode, string? AreaName, DateTimeOffset CreatedAt);

/// <summary>What is sent to grant something; <c>POST /api/counties/{county}/grants</c>.</summary>
public sealed record AddGrant(Guid Id, string Role, Guid? AccountId = null, string? UnitCode = null, string? AreaCode = null);

/// <summary>A key for programs; <c>GET /api/keys</c> lists one's own. Its secret is told once, when it is made.</summary>
public sealed record ApiKey(
    Guid Id, string Label, string? CountyCode, bool IsReadOnly, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>What is sent to make a key of one's own; <c>POST /api/keys</c>.</summary>
/// <param name="Id">A UUID of the sender's choice.</param>
/// <param name="Label">What it is for.</param>
/// <param name="CountyCode">The one county it may be used for; null for all of its owner's.</param>
/// <param name="IsReadOnly">Whether it may only read.</param>
/// <param name="Days">How many days it is valid, 1 to 366.</param>
public sealed record AddApiKey(Guid Id, string Label, string? CountyCode = null, bool IsReadOnly = true, int Days = 90);

/// <summary>A key just made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What programs send as <c>Authorization: Bearer …</c>, or as the password of HTTP Basic with any name. Told this once; null where a key was sent again that is there already.</param>
public sealed record NewApiKey(ApiKey Key, string? Secret);
