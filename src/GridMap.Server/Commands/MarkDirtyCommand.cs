using GridMap.Server.Audit;
using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary>
/// <c>mark-dirty</c>: has every grid's density recounted, and screens reload, after somebody wrote behind GridMap's back.
/// </summary>
internal static class MarkDirtyCommand
{
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        await using var database = await CommandDatabase.AttachAsync(stop);
        await MarkAsync(database.ConnectionString, stop);
        return 0;
    }

    public static async Task MarkAsync(string connectionString, CancellationToken ct)
    {
        await using var source = Database.Create(connectionString);
        var marked = await source.WriteAsync<int>(Actor.CommandLine, null, async connection =>
        {
            await using var mark = connection.Command(Sql.For("Commands/mark-dirty"));
            var grids = await mark.ExecuteNonQueryAsync(ct);
            return (grids, new("grids.marked", Detail: new { grids, user = Environment.UserName }));
        }, ct);
        CommandDatabase.Say($"{marked} grids marked for a recount");
    }
}
