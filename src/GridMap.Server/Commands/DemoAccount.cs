using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary>An account of the demonstration, for whoever tries what a role sees.</summary>
/// <param name="Name">What is typed to sign in.</param>
/// <param name="DisplayName">What it shows.</param>
/// <param name="Role">Its role in the demo county.</param>
/// <param name="AreaCode">Where it holds; null for the whole county.</param>
/// <param name="UnitCode">The unit it works for.</param>
internal sealed record DemoAccount(string Name, string DisplayName, string Role, string? AreaCode, string? UnitCode)
{
    /// <summary>One of each role but the administrator.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("demo-office", "示范·创卫办", Contracts.Access.Role.Office, null, "J01"),
        new("demo-leader", "示范·县领导", Contracts.Access.Role.Leader, null, null),
        new("demo-viewer", "示范·查看", Contracts.Access.Role.Viewer, null, null),
        new("demo-planner", "示范·规划", Contracts.Access.Role.Planner, null, "J02"),
        new("demo-lead", "示范·牵头单位（城关街道）", Contracts.Access.Role.GridLead, "999901001", "999901001"),
        new("demo-inspector", "示范·巡查员（东街社区）", Contracts.Access.Role.Inspector, "999901001006", null),
        new("demo-department", "示范·责任单位（县环卫中心）", Contracts.Access.Role.Department, null, "J06"),
    ];

    /// <summary>Stores it with its membership and role.</summary>
    /// <exception cref="StartupException">It could not be stored.</exception>
    public async Task MakeAsync(AccountScope accounts, string password, CancellationToken ct)
    {
        var account = new AccountRecord { Id = Guid.CreateVersion7(), Name = Name, DisplayName = DisplayName, IsDemo = true };
        var made = await accounts.Changes.AddAsync(account, password, Actor.CommandLine, ct);
        if (!made.Succeeded) throw new StartupException($"The account {Name} could not be made: {made.Errors.First().Description}");
        await accounts.Db.WriteAsync(Actor.CommandLine, DemoCounty.Code, connection => JoinAsync(connection, account.Id, ct), ct);
    }

    private async Task<(Guid Grant, AuditRecord? Record)> JoinAsync(NpgsqlConnection connection, Guid account, CancellationToken ct)
    {
        var grant = Guid.CreateVersion7();
        await using var join = connection.Command(
            "INSERT INTO membership (county_code, account_id, unit_code) VALUES ($1, $2, $3)", DemoCounty.Code, account, UnitCode);
        await join.ExecuteNonQueryAsync(ct);
        await using var add = connection.Command(Sql.For("Accounts/add-grant"), DemoCounty.Code, grant, account, null, Role, AreaCode);
        await add.ExecuteNonQueryAsync(ct);
        return (grant, new("grant.added", "grant", grant.ToString(), After: new { AccountName = Name, UnitCode, Role, AreaCode }));
    }
}
