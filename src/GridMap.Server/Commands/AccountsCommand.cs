using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary><c>accounts</c> lists who may sign in, <c>password NAME</c> gives somebody a new password.</summary>
internal static class AccountsCommand
{
    /// <summary>Lists every account; those of the demonstration with their passwords.</summary>
    public static async Task<int> ListAsync(CancellationToken stop)
    {
        await using var database = await CommandDatabase.AttachAsync(stop);
        await using var accounts = new AccountScope(database.ConnectionString);
        var passwords = database.Home is null ? null : DemoPasswords.Of(database.Home);
        foreach (var account in await accounts.Db.ListAsync(Sql.For("Commands/list-accounts"), [], AccountRecord.Read, stop))
            Console.WriteLine($"{account.Name,-16} {await DescribeAsync(accounts, account, passwords?.Find(account.Name), stop)}");
        return 0;
    }

    /// <summary>Prints a new random password; every session of the account is over.</summary>
    public static async Task<int> ResetPasswordAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var name]) throw new StartupException("Usage: gridmap password NAME");
        await using var database = await CommandDatabase.AttachAsync(stop);
        await using var accounts = new AccountScope(database.ConnectionString);
        var account = await accounts.Changes.FindAsync(name, stop)
            ?? throw new StartupException($"There is no account '{name}'; ./gridmap accounts lists them.");
        var password = await accounts.Changes.ResetPasswordAsync(account, Actor.CommandLine, stop)
            ?? throw new StartupException($"Somebody changed the account '{account.Name}' at the same moment; try again.");
        if (account.IsDemo && database.Home is not null) DemoPasswords.Of(database.Home).Keep(account.Name, password);
        CommandDatabase.Say($"every session of {account.Name} is over{(account.MustChangePassword ? "; this password is changed at the next sign-in" : "")}");
        Console.WriteLine(password);
        return 0;
    }

    private static async Task<string> DescribeAsync(AccountScope accounts, AccountRecord account, string? kept, CancellationToken ct)
    {
        // A password that was changed since is not told: it would only be tried in vain.
        var isStill = kept is not null && await accounts.Passwords.IsRightAsync(account, kept, ct);
        string?[] words =
        [
            isStill ? kept : null, account.DisplayName, account.IsAdministrator ? "administrator" : null,
            account.IsDisabled ? "disabled" : null, account.MustChangePassword ? "has to change the password" : null,
        ];
        return string.Join("  ", words.OfType<string>());
    }
}
