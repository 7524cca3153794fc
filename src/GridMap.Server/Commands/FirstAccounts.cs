using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary>The accounts of a first start: an administrator and, in the demo county, one account of each role.</summary>
internal static class FirstAccounts
{
    /// <summary>The name of the first administrator.</summary>
    public const string Administrator = "admin";

    /// <summary>Makes the administrator where there is no account yet, and tells the password, which is stored nowhere.</summary>
    public static async Task MakeAdministratorAsync(string connectionString, TextWriter output, CancellationToken ct)
    {
        await using var accounts = new AccountScope(connectionString);
        var isFirst = await accounts.Db.FirstOrDefaultAsync("SELECT NOT EXISTS (SELECT FROM account)", [], row => row.GetBoolean(0), ct);
        if (!isFirst) return;
        var password = RandomPassword.Create();
        var account = new AccountRecord
        {
            Id = Guid.CreateVersion7(),
            Name = Administrator,
            DisplayName = "管理员",
            IsAdministrator = true,
            MustChangePassword = true,
        };
        // Another server on the same database may have been quicker; its password holds.
        if (!(await accounts.Changes.AddAsync(account, password, Actor.CommandLine, ct)).Succeeded) return;
        await output.WriteLineAsync("The administrator's account was made. Its password is told this once, and changed at the first sign-in:");
        await output.WriteLineAsync($"  {Administrator,-16} {password}");
    }

    /// <summary>Makes those accounts of the demonstration that are missing, and tells their passwords.</summary>
    public static async Task MakeDemoAsync(string connectionString, GridMapHome home, TextWriter output, CancellationToken ct)
    {
        await using var accounts = new AccountScope(connectionString);
        var stored = await accounts.Db.ListAsync("SELECT name FROM account WHERE is_demo", [], row => row.GetString(0), ct);
        var missing = DemoAccount.All.Where(one => !stored.Contains(one.Name)).ToList();
        if (missing is [] || !await HasDemoCountyAsync(accounts, ct)) return;
        // Kept first: an account whose password nobody knows would be worse than a password without an account.
        var passwords = DemoPasswords.Of(home);
        foreach (var one in missing) passwords.Keep(one.Name, RandomPassword.Create());
        await output.WriteLineAsync("Accounts of the demo county; ./gridmap accounts lists them again:");
        foreach (var one in missing)
        {
            await one.MakeAsync(accounts, passwords.Find(one.Name)!, ct);
            await output.WriteLineAsync($"  {one.Name,-16} {passwords.Find(one.Name)}  {one.DisplayName}");
        }
    }

    private static Task<bool> HasDemoCountyAsync(AccountScope accounts, CancellationToken ct) =>
        accounts.Db.HasCountyAsync(DemoCounty.Code, ct);
}
