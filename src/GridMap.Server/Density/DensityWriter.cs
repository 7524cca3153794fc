using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Density;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>Writes a density answer as it is read, so that a large county costs no memory.</summary>
internal static class DensityWriter
{
    private const int FlushAboveBytes = 32 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = ContractsJson.Options.Encoder, SkipValidation = true };

    /// <summary>Writes a GeoJSON FeatureCollection of <see cref="GridDensity"/>, and beside it asOf and the class breaks.</summary>
    /// <remarks>While no breaks are stored, those that fit the present figures are given instead.</remarks>
    public static async Task WriteAsync(
        HttpResponse response, NpgsqlDataSource db, string countyCode, string level, bool withGeometry,
        DensityVersion version, CancellationToken ct)
    {
        await using var command = db.CreateCommand(Sql.For("Density/list-density"));
        command.Parameters.AddWithValue(countyCode);
        command.Parameters.AddWithValue(level);
        command.Parameters.AddWithValue(withGeometry);
        await using var rows = await command.ExecuteReaderAsync(ct);

        response.ContentType = "application/geo+json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, Json);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        var figures = new List<(int, double)>();
        while (await rows.ReadAsync(ct))
        {
            figures.Add(WriteFeature(json, rows));
            if (json.BytesPending < FlushAboveBytes) continue;
            await json.FlushAsync(ct);
            await response.BodyWriter.FlushAsync(ct);
        }
        json.WriteEndArray();
        WriteTail(json, version, figures);
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await response.BodyWriter.FlushAsync(ct);
    }

    private static (int Count, double PerSquareKilometre) WriteFeature(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        var density = new GridDensity(
            row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetDouble(5),
            row.GetDouble(6), row.GetInt32(7), row.Nullable<DateTimeOffset?>(8), row.GetInt64(9), row.GetBoolean(10));
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteNumber("id", density.GridId);
        json.WritePropertyName("geometry");
        if (row.IsDBNull(11)) json.WriteNullValue();
        else json.WriteRawValue(row.GetFieldValue<byte[]>(11), skipInputValidation: true);
        json.WritePropertyName("properties");
        JsonSerializer.Serialize(json, density, ContractsJson.Options);
        json.WriteEndObject();
        return (density.UnresolvedIssues, density.IssuesPerSquareKilometre);
    }

    private static void WriteTail(Utf8JsonWriter json, DensityVersion version, List<(int, double)> figures)
    {
        var breaks = version is { DensityBreaks: { } density, CountBreaks: { } count }
            ? new DensityBreaks(density, count)
            : DensityBreakStore.Choose(figures);
        json.WriteNumber("numberReturned", figures.Count);
        json.WritePropertyName("asOf");
        JsonSerializer.Serialize(json, version.AsOf, ContractsJson.Options);
        json.WritePropertyName("densityBreaksPerSquareKilometre");
        JsonSerializer.Serialize(json, breaks.DensityBreaksPerSquareKilometre, ContractsJson.Options);
        json.WritePropertyName("countBreaks");
        JsonSerializer.Serialize(json, breaks.CountBreaks, ContractsJson.Options);
    }
}
