using System.Runtime.CompilerServices;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Export;

/// <summary>Reads a layer row by row, however many there are.</summary>
internal static class ExportSource
{
    /// <summary>The layer's things in a coordinate system.</summary>
    public static async IAsyncEnumerable<ExportRow> ReadAsync(
        NpgsqlDataSource db, ExportLayer layer, object?[] parameters, CoordinateSystem system, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        // As long as the line of whoever reads it takes; the pool takes it back.
        await using var patience = connection.Command("SET statement_timeout = '30min'");
        await patience.ExecuteNonQueryAsync(ct);
        await using var command = connection.Command(Sql.For(layer.Query), parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return new([.. layer.Columns.Select((column, at) => Value(reader, at, column.Kind))], Shape(reader, layer, system));
    }

    private static Geometry? Shape(NpgsqlDataReader row, ExportLayer layer, CoordinateSystem system) =>
        layer.Shape == ExportShape.None ? null : system.FromWgs84(row.GetFieldValue<Geometry>(layer.Columns.Count));

    private static object? Value(NpgsqlDataReader row, int at, ColumnKind kind) => row.IsDBNull(at) ? null : kind switch
    {
        ColumnKind.Integer => row.GetInt64(at),
        ColumnKind.Real => row.GetDouble(at),
        ColumnKind.Time => row.GetFieldValue<DateTimeOffset>(at),
        ColumnKind.Day => row.GetFieldValue<DateOnly>(at),
        _ => row.GetString(at),
    };
}
