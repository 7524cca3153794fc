using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>
/// Keeps a server that others can reach from starting while accounts of the demonstration may sign in: their passwords lie in
/// a file of the data folder, and whoever tries GridMap out shows them around.
/// </summary>
internal sealed class DemoAccountsAtHome(NpgsqlDataSource db, Transport transport) : IHostedService
{
    /// <exception cref="StartupException">There are such accounts, and others can reach the server.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!transport.IsReachable) return;
        var count = await db.FirstOrDefaultAsync(
            "SELECT count(*) FROM account WHERE is_demo AND disabled_at IS NULL", [], row => row.GetInt64(0), cancellationToken);
        if (count > 0)
            throw new StartupException($"{count} accounts of the demonstration may still sign in, so GridMap stays on this machine: "
                + "start it on 127.0.0.1, disable them on its page /people, and start again.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
