using DbUp;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>Brings a database's schema up to this version: numbered, forward-only, immutable files.</summary>
internal static class Migrator
{
    // Any number, the same in every GridMap: two migrators at once would both run the same file.
    private const long LockKey = 0x6772_6964_6d61_70;

    private const int PatienceSeconds = 300;

    /// <summary>
    /// Runs the migrations that are missing, one migrator at a time, prepares Hangfire's own tables, and gives the server's
    /// role what it needs of both.
    /// </summary>
    /// <exception cref="InvalidOperationException">A migration failed; the message names the file.</exception>
    /// <exception cref="StartupException">There is no role for the server, and this user may not make it.</exception>
    public static void Run(string connectionString)
    {
        // Not from the pool: given back to it, the session would go on and hold the lock for as long as this process lives.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        using var connection = new NpgsqlConnection(own.ConnectionString);
        connection.Open();
        using var take = connection.Command("SELECT pg_advisory_lock($1)", LockKey);
        take.CommandTimeout = PatienceSeconds;
        take.ExecuteNonQuery();
        Upgrade(connectionString);
        Jobs.PrepareStorage(connectionString);
        PrepareServerRole(connection);
    }

    /// <summary>Makes the role of the running server where there is none, and gives it what it needs.</summary>
    public static void PrepareServerRole(NpgsqlConnection connection)
    {
        try
        {
            using var grants = connection.Command(Sql.ServerRole);
            grants.ExecuteNonQuery();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            using var ask = connection.Command("SELECT current_user::text");
            var owner = ask.ExecuteScalar();
            throw new StartupException(
                $"The server's database role is missing and '{owner}' may not make it ({refused.MessageText}). Have a superuser run: "
                + $"CREATE ROLE {Database.ServerRole} NOLOGIN; GRANT {Database.ServerRole} TO \"{owner}\";", refused);
        }
    }

    private static void Upgrade(string connectionString)
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.StartsWith("Schema/migrations/", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }
}
