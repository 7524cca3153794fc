using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Export;

/// <summary>GeoJSON as RFC 7946 has it; in another system than WGS 84 with the <c>crs</c> member of 2008, which GDAL and QGIS read.</summary>
internal static class GeoJsonExport
{
    private const int BytesBetweenFlushes = 32 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(ExportJob job, Stream stream, CancellationToken ct)
    {
        var pipe = PipeWriter.Create(stream);
        await using var json = new Utf8JsonWriter(pipe, Options);
        WriteStart(json, job);
        await foreach (var row in job.Rows.WithCancellation(ct))
        {
            WriteFeature(json, job, row);
            if (json.BytesPending <= BytesBetweenFlushes) continue;
            await json.FlushAsync(ct);
            await pipe.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await pipe.CompleteAsync();
    }

    private static void WriteStart(Utf8JsonWriter json, ExportJob job)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", job.Layer.Name);
        if (job.System.Srid != 4326)
        {
            json.WriteStartObject("crs");
            json.WriteString("type", "name");
            json.WriteStartObject("properties");
            json.WriteString("name", $"urn:ogc:def:crs:EPSG::{job.System.Srid}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("features");
    }

    private static void WriteFeature(Utf8JsonWriter json, ExportJob job, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        foreach (var (column, value) in job.Layer.Columns.Zip(row.Values)) WriteValue(json, column.Name, value);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        WriteGeometry(json, job, row.Shape);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case long number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            case DateTimeOffset time: json.WriteString(name, ExportJob.Iso(time)); break;
            case DateOnly day: json.WriteString(name, ExportJob.Iso(day)); break;
            default: json.WriteString(name, (string)value); break;
        }
    }

    private static void WriteGeometry(Utf8JsonWriter json, ExportJob job, Geometry? shape)
    {
        if (shape is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", shape.GeometryType);
        json.WritePropertyName("coordinates");
        switch (shape)
        {
            case Point point: WritePosition(json, job, point.X, point.Y); break;
            case MultiLineString lines: WriteAll(json, Rings.Parts<LineString>(lines), line => WriteLine(json, job, line.CoordinateSequence)); break;
            default:
                WriteAll(json, Rings.Parts<Polygon>(shape), area => WriteAll(
                    json, Rings.Of(area, isShellCounterClockwise: true), ring => WriteLine(json, job, ring)));
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var one in all) write(one);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, ExportJob job, CoordinateSequence line) =>
        WriteAll(json, Enumerable.Range(0, line.Count), at => WritePosition(json, job, line.GetX(at), line.GetY(at)));

    private static void WritePosition(Utf8JsonWriter json, ExportJob job, double x, double y)
    {
        json.WriteStartArray();
        json.WriteNumberValue(job.Rounded(x));
        json.WriteNumberValue(job.Rounded(y));
        json.WriteEndArray();
    }
}
