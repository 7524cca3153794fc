using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>How GridMap talks to its database: one data source, and three ways to run a query.</summary>
internal static class Database
{
    /// <summary>The role that the server's sessions take on; of a whole cluster.</summary>
    public const string ServerRole = "gridmap_server";

    /// <summary>Lets a statement of the transaction take as long as it takes.</summary>
    public const string WithoutTimeLimit = "SET LOCAL statement_timeout = 0";

    /// <summary>A data source with the spatial types, and the settings every GridMap session wants.</summary>
    /// <param name="connectionString">Whose database.</param>
    /// <param name="statementSeconds">After so many seconds the database gives a statement up, by itself; 0 for never.</param>
    public static NpgsqlDataSource Create(string connectionString, int statementSeconds = 0)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "gridmap",
            // Npgsql spoils a statement that fails while it is being prepared by itself (npgsql/npgsql#6391): its next use
            // on that connection breaks the connection. What is worth preparing is prepared in so many words.
            MaxAutoPrepare = 0,
        };
        if (settings.MaxPoolSize > 40) settings.MaxPoolSize = 40;
        if (statementSeconds > 0) settings.Options = $"{settings.Options} -c statement_timeout={statementSeconds}s".Trim();
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNetTopologySuite();
        return builder.Build();
    }

    /// <summary>The same database under the role of the running server, which may do less than the owner; see Schema/server-role.sql.</summary>
    public static string AsServer(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c role={ServerRole}".Trim();
        return settings.ConnectionString;
    }

    /// <summary>All rows of a query, in order.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlDataSource db, string sql, object?[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = db.CreateCommand(sql).With(parameters);
        return await command.ListAsync(read, ct);
    }

    /// <summary>The first row of a query, or null.</summary>
    public static async Task<T?> FirstOrDefaultAsync<T>(
        this NpgsqlDataSource db, string sql, object?[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = db.CreateCommand(sql).With(parameters);
        return (await command.ListAsync(read, ct)).FirstOrDefault();
    }

    /// <summary>Runs a statement; how many rows it touched.</summary>
    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource db, string sql, object?[] parameters, CancellationToken ct)
    {
        await using var command = db.CreateCommand(sql).With(parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A command on an open connection (within its transaction) with positional parameters.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params object?[] parameters) =>
        new NpgsqlCommand(sql, connection).With(parameters);

    /// <summary>All rows of a command, in order.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The column, or null where it is NULL.</summary>
    public static T? Nullable<T>(this NpgsqlDataReader row, int ordinal) =>
        row.IsDBNull(ordinal) ? default : row.GetFieldValue<T>(ordinal);

    private static NpgsqlCommand With(this NpgsqlCommand command, object?[] parameters)
    {
        foreach (var value in parameters)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
