using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary><c>psql [--write]</c>: a session on GridMap's database; it reads only, unless writing is asked for.</summary>
internal static class PsqlCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var write = args is ["--write", ..];
        await using var database = await CommandDatabase.AttachAsync(stop);
        // Before, so that it is told of whatever becomes of this process.
        if (write)
            await AppendAsync(database.ConnectionString, stop);
        var exitCode = await SessionAsync(
            new(database.ConnectionString), await ProgramAsync(stop), write, write ? args[1..] : args);
        if (write)
            await MarkDirtyCommand.MarkAsync(database.ConnectionString, CancellationToken.None);
        return exitCode;
    }

    // What is written there no program sees; that somebody could, stands in the audit.
    private static async Task AppendAsync(string connectionString, CancellationToken ct)
    {
        await using var source = Database.Create(connectionString);
        await source.AppendAsync(Actor.CommandLine, null, new("psql.opened", Detail: new { user = Environment.UserName }), ct);
    }

    // A server without its client is possible; then the client of the same installation is taken.
    private static async Task<string> ProgramAsync(CancellationToken ct)
    {
        if ((await ExternalProgram.RunAsync("psql", ["--version"], ct: ct)).Succeeded)
            return "psql";
        return CommandDatabase.Configured() is null
            ? (await LocalPostgresPrograms.FindAsync((await CommandDatabase.FindHomeAsync(ct)).DataFolder, ct))["psql"]
            : throw new StartupException("psql is not installed; install postgresql-client (Debian, Ubuntu), or postgresql.");
    }

    private static async Task<int> SessionAsync(NpgsqlConnectionStringBuilder target, string program, bool write, string[] args)
    {
        var start = new ProcessStartInfo(program, args);
        Describe(target, start.Environment);
        if (!write)
            start.Environment["PGOPTIONS"] = "-c default_transaction_read_only=on";
        // Ctrl-C is psql's own, to give up a query.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        try
        {
            using var psql = Process.Start(start)!;
            await psql.WaitForExitAsync(CancellationToken.None);
            return psql.ExitCode;
        }
        catch (Win32Exception missing)
        {
            throw new StartupException($"psql could not be started: {missing.Message}", missing);
        }
    }

    private static void Describe(NpgsqlConnectionStringBuilder target, IDictionary<string, string?> environment)
    {
        environment["PGHOST"] = target.Host;
        environment["PGPORT"] = $"{target.Port}";
        environment["PGUSER"] = target.Username;
        environment["PGDATABASE"] = target.Database;
        environment["PGAPPNAME"] = "gridmap psql";
        environment["PGCLIENTENCODING"] = "UTF8";
        if (target.Password is { Length: > 0 } password)
            environment["PGPASSWORD"] = password;
        if (target.SslMode is not SslMode.Prefer)
            environment["PGSSLMODE"] = SslModeName(target.SslMode);
    }

    private static string SslModeName(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => $"{mode}".ToLowerInvariant(),
    };
}
