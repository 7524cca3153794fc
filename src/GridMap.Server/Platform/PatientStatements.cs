using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>Statements of long work take as long as they take: the caller cancels, not a clock.</summary>
internal static class PatientStatements
{
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, object?[] parameters, CancellationToken ct)
    {
        await using var command = connection.Patient(sql, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection connection, string sql, object?[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = connection.Patient(sql, parameters);
        return await command.ListAsync(read, ct);
    }

    private static NpgsqlCommand Patient(this NpgsqlConnection connection, string sql, object?[] parameters)
    {
        var command = connection.Command(sql, parameters);
        command.CommandTimeout = 0;
        return command;
    }
}
