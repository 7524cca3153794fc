using System.Globalization;
using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary><c>token ROLE …</c>: prints a key with a role of its own, for whoever owns the machine.</summary>
internal static class TokenCommand
{
    private const int UsualDays = 90;
    private const int MostDays = 366;
    private const string Usage = "Usage: gridmap token ROLE [--county CODE] [--area CODE] [--unit CODE] [--days N] [--read-only]";

    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var wanted = Read(args);
        await using var database = await CommandDatabase.AttachAsync(stop);
        await using var db = Database.Create(database.ConnectionString);
        await RequireAsync(db, wanted, stop);
        Console.WriteLine(await MakeAsync(db, wanted, stop));
        return 0;
    }

    private static Task<ApiKeySecret> MakeAsync(NpgsqlDataSource db, Wanted wanted, CancellationToken ct)
    {
        var secret = ApiKeySecret.Create(Guid.CreateVersion7());
        var (role, county, area, unit, days, isReadOnly) = wanted;
        return db.WriteAsync<ApiKeySecret>(Actor.CommandLine, county, async connection =>
        {
            await using var add = connection.Command(
                Sql.For("Commands/add-role-key"), secret.KeyId, secret.Sha256, $"token {role}", role, county, area, unit, isReadOnly, days);
            await add.ExecuteNonQueryAsync(ct);
            return (secret, new("key.added", "key", secret.KeyId.ToString(), After: wanted));
        }, ct);
    }

    private static Wanted Read(string[] args)
    {
        if (args is not [var role, .. var rest] || role.StartsWith('-')) throw new StartupException(Usage);
        var isReadOnly = rest.Contains("--read-only");
        var pairs = rest.Where(arg => arg != "--read-only").Chunk(2).ToList();
        if (pairs.Find(pair => pair is not ["--county" or "--area" or "--unit" or "--days", _]) is not null) throw new StartupException(Usage);
        string? Value(string name) => pairs.Find(pair => pair[0] == name)?[1];
        var days = Value("--days") ?? $"{UsualDays}";
        return int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDays
            ? new(role, Value("--county"), Value("--area"), Value("--unit"), number, isReadOnly)
            : throw new StartupException($"--days is '{days}'; it has to be a number from 1 to {MostDays}.");
    }

    private static async Task RequireAsync(NpgsqlDataSource db, Wanted wanted, CancellationToken ct)
    {
        var (role, county, area, unit, _, _) = wanted;
        Require(Role.All.Contains(role), $"There is no role '{role}'; the roles are {string.Join(", ", Role.All)}.");
        Require(county is not null || (area ?? unit) is null, "An area or a unit is one of a county: give --county too.");
        Require(area is null || Role.ByArea.Contains(role), $"The role {role} is held in the whole county alone.");
        Require((unit is not null) == (role == Role.Department), "A department's key, and no other, needs --unit: it sees what is assigned to that unit.");
        Require(county is null || await db.HasCountyAsync(county, ct), $"There is no county '{county}'.");
        var (hasUnit, hasArea) = await db.FirstOrDefaultAsync(
            Sql.For("Accounts/find-granted"), [county, null, unit, area], row => (row.GetBoolean(2), row.GetBoolean(3)), ct);
        Require(unit is null || hasUnit, $"There is no unit '{unit}' in the county {county}.");
        Require(area is null || hasArea, $"There is no grid '{area}' in the county {county}.");
    }

    private static void Require(bool isRight, string otherwise)
    {
        if (!isRight) throw new StartupException(otherwise);
    }

    /// <summary>What was asked for.</summary>
    private sealed record Wanted(string Role, string? CountyCode, string? AreaCode, string? UnitCode, int Days, bool IsReadOnly);
}
