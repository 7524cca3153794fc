using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary><c>audit verify [--anchors FOLDER]</c> and <c>audit anchor</c>.</summary>
internal static class AuditCommand
{
    /// <summary>Something is wrong with the audit.</summary>
    public const int Tampered = 1;

    private const string Usage = "Usage: gridmap audit verify [--anchors FOLDER] | audit anchor";

    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        Func<NpgsqlDataSource, AnchorFolder?, Task<int>> work = args switch
        {
            ["verify"] or ["verify", "--anchors", _] => (db, folder) => VerifyAsync(db, folder, Console.Out, stop),
            ["anchor"] => (db, folder) => AnchorAsync(db, folder, Console.Out, stop),
            _ => throw new StartupException(Usage),
        };
        await using var database = await CommandDatabase.AttachAsync(stop);
        await using var source = Database.Create(database.ConnectionString);
        var folder = args is [_, _, var given] ? Existing(given) : DefaultFolder(ServerHost.CreateBuilder([]).Configuration, database.Home);
        return await work(source, folder is null ? null : new AnchorFolder(folder));
    }

    /// <summary>The configured folder of anchors, or the data folder's; null where there is neither.</summary>
    public static string? DefaultFolder(IConfiguration configuration, GridMapHome? home) =>
        configuration[$"{AuditOptions.Section}:{nameof(AuditOptions.AnchorFolder)}"] is { Length: > 0 } set ? set : home?.AnchorFolder;

    /// <summary>Verifies all of the audit and tells what is wrong; the exit code.</summary>
    public static async Task<int> VerifyAsync(NpgsqlDataSource db, AnchorFolder? folder, TextWriter output, CancellationToken ct)
    {
        var findings = await AuditVerification.RunAsync(db, folder, ct);
        foreach (var (county, last) in findings.Chains)
            await output.WriteLineAsync($"{county}: {last:N0} entries");
        await output.WriteLineAsync(folder is null
            ? "No anchors were compared: set Audit:AnchorFolder, or name a folder with --anchors. A cut-off end goes unnoticed without."
            : $"{findings.Anchors:N0} anchors of {folder.Path} compared");
        foreach (var fault in findings.Faults)
            await output.WriteLineAsync($"FAULT {fault}");
        await output.WriteLineAsync(findings.Faults is [] ? "The audit is whole." : "The audit was tampered with.");
        return findings.Faults is [] ? 0 : Tampered;
    }

    /// <summary>Takes an anchor now; the exit code.</summary>
    public static async Task<int> AnchorAsync(NpgsqlDataSource db, AnchorFolder? folder, TextWriter output, CancellationToken ct)
    {
        if (folder is null)
            throw new StartupException("There is no folder for anchors: set Audit:AnchorFolder (environment: Audit__AnchorFolder).");
        var (name, faults) = await Anchoring.TakeAsync(db, folder, ct);
        foreach (var fault in faults)
            await output.WriteLineAsync($"FAULT {fault}");
        await output.WriteLineAsync(name is null ? "Nothing was anchored." : $"Anchored in {Path.Combine(folder.Path, name)}");
        return name is null ? Tampered : 0;
    }

    private static string Existing(string folder) =>
        Directory.Exists(folder) ? folder : throw new StartupException($"There is no folder '{folder}'.");
}
