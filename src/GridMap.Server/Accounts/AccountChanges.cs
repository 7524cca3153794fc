using GridMap.Server.Audit;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Makes and changes accounts: by the server's administrators, their owners, and whoever owns the machine.</summary>
internal sealed class AccountChanges(UserManager<AccountRecord> accounts, NpgsqlDataSource db)
{
    private const string Entity = "account";

    /// <summary>The account of that id; null where there is none.</summary>
    public Task<AccountRecord?> FindAsync(Guid id) => accounts.FindByIdAsync(id.ToString());

    /// <summary>The account of that name, however it is typed; null where there is none.</summary>
    public async Task<AccountRecord?> FindAsync(string name, CancellationToken ct) =>
        await accounts.FindByNameAsync(await AccountNames.NormalizeAsync(db, name, ct));

    /// <summary>Stores a new account with a password.</summary>
    /// <returns>What keeps it from being stored: a taken name, a weak password.</returns>
    public async Task<IdentityResult> AddAsync(AccountRecord account, string password, Actor actor, CancellationToken ct)
    {
        account.Name = await AccountNames.NormalizeAsync(db, account.Name, ct);
        account.Because = (actor, new("account.added", Entity, account.Id.ToString(), After: Shown(account)));
        return await accounts.CreateAsync(account, password);
    }

    /// <summary>Gives an account a random password that has to be changed after signing in with it, and ends all its sessions.</summary>
    /// <returns>The password, told this once; null where somebody else changed the account meanwhile.</returns>
    public async Task<string?> ResetPasswordAsync(AccountRecord account, Actor actor, CancellationToken ct)
    {
        var password = RandomPassword.Create();
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        // Demo accounts' passwords stand in a file for whoever tries the demo.
        account.MustChangePassword = !account.IsDemo;
        account.Because = (actor, new("password.reset", Entity, account.Id.ToString(), Detail: new { account.Name }));
        if (!(await accounts.UpdateSecurityStampAsync(account)).Succeeded) return null;
        // Whoever guessed the old one shall not keep its owner out.
        await SignInLimits.ForgiveAsync(db, account.Name, ct);
        return password;
    }

    /// <summary>Gives an account the password its owner chose, and ends all its sessions.</summary>
    /// <returns>What keeps it from being stored: a weak password, or another change meanwhile.</returns>
    public async Task<IdentityResult> ChangePasswordAsync(AccountRecord account, string password, Actor actor)
    {
        foreach (var rule in accounts.PasswordValidators)
        {
            if (await rule.ValidateAsync(accounts, account, password) is { Succeeded: false } refused) return refused;
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.MustChangePassword = false;
        account.Because = (actor, new("password.changed", Entity, account.Id.ToString(), Detail: new { account.Name }));
        return await accounts.UpdateSecurityStampAsync(account);
    }

    /// <summary>Changes who somebody is. What takes something away ends all the account's sessions.</summary>
    /// <returns>What keeps it from being stored: another change meanwhile.</returns>
    public Task<IdentityResult> EditAsync(AccountRecord account, string displayName, bool isAdministrator, bool isDisabled, Actor actor)
    {
        var before = Shown(account);
        var endsSessions = isAdministrator != account.IsAdministrator || (isDisabled && !account.IsDisabled);
        (account.DisplayName, account.IsAdministrator, account.IsDisabled) = (displayName, isAdministrator, isDisabled);
        account.Because = (actor, new("account.edited", Entity, account.Id.ToString(), before, Shown(account)));
        return endsSessions ? accounts.UpdateSecurityStampAsync(account) : accounts.UpdateAsync(account);
    }

    private static object Shown(AccountRecord account) =>
        new { account.Name, account.DisplayName, account.IsAdministrator, account.IsDemo, account.IsDisabled };
}
