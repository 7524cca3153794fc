using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Platform;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Import.Uploads;

/// <summary>How files with the same columns were read before.</summary>
internal static class RememberedMappings
{
    /// <summary>What was used the last time; null where no file with these columns was imported yet.</summary>
    public static async Task<IReadOnlyDictionary<string, MappedField>?> FindAsync(
        NpgsqlConnection connection, string countyCode, string layer, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var found = await connection.ListAsync(
            "SELECT fields FROM import_mapping WHERE county_code = $1 AND layer = $2 AND columns_sha256 = $3",
            [countyCode, layer, Key(columns)], row => row.GetString(0), ct);
        return found is [var json] ? JsonSerializer.Deserialize<Dictionary<string, MappedField>>(json, ContractsJson.Options) : null;
    }

    /// <summary>Remembers what was used.</summary>
    public static Task RememberAsync(
        NpgsqlConnection connection, string countyCode, string layer, IReadOnlyList<string> columns,
        IReadOnlyDictionary<string, MappedField> fields, CancellationToken ct) =>
        connection.ExecuteAsync(Sql.For("Import/Uploads/remember-mapping"), [countyCode, layer, Key(columns), new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.Serialize(fields, ContractsJson.Options),
        }], ct);

    private static byte[] Key(IReadOnlyList<string> columns) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', columns.Order(StringComparer.Ordinal))));
}
