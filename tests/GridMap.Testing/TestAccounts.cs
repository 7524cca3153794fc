using GridMap.Contracts.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GridMap.Testing;

/// <summary>Accounts that tests sign in with.</summary>
public static class TestAccounts
{
    /// <summary>The password of every one of them.</summary>
    public const string Password = "klompen-9-vuurtoren";

    /// <summary>Makes an account; its id.</summary>
    public static async Task<Guid> CreateAsync(WebApplicationFactory<Program> app, string name, bool isAdministrator = false, bool mustChange = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var account = new AccountRecord
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            DisplayName = name,
            IsAdministrator = isAdministrator,
            MustChangePassword = mustChange,
        };
        var made = await scope.ServiceProvider.GetRequiredService<AccountChanges>().AddAsync(account, Password, Actor.CommandLine, CancellationToken.None);
        Assert.True(made.Succeeded, made.ToString());
        return account.Id;
    }

    /// <summary>Makes an account that holds a role in a county, and a browser signed in with it.</summary>
    public static async Task<TestBrowser> SignInAsync(GridMapApp app, string name, string county, string role, string? area = null, string? unit = null)
    {
        var id = await CreateAsync(app, name);
        await JoinAsync(app.Database.Source, id, county, role, area, unit);
        var browser = new TestBrowser(app);
        (await browser.SignInAsync(name, Password)).Read<Session>();
        return browser;
    }

    /// <summary>Makes an account a member of a county and grants it a role.</summary>
    public static async Task JoinAsync(NpgsqlDataSource db, Guid account, string county, string role, string? area = null, string? unit = null)
    {
        await db.ExecuteAsync("INSERT INTO membership (county_code, account_id, unit_code) VALUES ($1, $2, $3)", [county, account, unit], CancellationToken.None);
        await db.ExecuteAsync(
            "INSERT INTO access_grant (county_code, grant_id, account_id, role, area_code) VALUES ($1, $2, $3, $4, $5)",
            [county, Guid.CreateVersion7(), account, role, area], CancellationToken.None);
    }
}
