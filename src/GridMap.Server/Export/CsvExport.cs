using System.IO.Pipelines;
using System.Text;
using GridMap.Server.Platform;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GridMap.Server.Export;

/// <summary>A table with Chinese headings; places as two columns, lines and areas as well-known text in one.</summary>
internal static class CsvExport
{
    private const int BytesBetweenFlushes = 32 * 1024;

    /// <summary>Headings of the columns that tell where: easting or longitude first.</summary>
    public static string[] PlaceHeadings(ExportJob job) => (job.Layer.Shape, job.System.IsGeographic) switch
    {
        (ExportShape.Point, true) => ["经度", "纬度"],
        (ExportShape.Point, false) => ["东坐标", "北坐标"],
        _ => [],
    };

    public static async Task WriteAsync(ExportJob job, Stream stream, CancellationToken ct)
    {
        var pipe = PipeWriter.Create(stream);
        var hasText = job.Layer.Shape is ExportShape.Line or ExportShape.Area;
        Write(pipe, '\uFEFF' + CsvStream.Line([.. job.Layer.Columns.Select(column => column.Heading), .. PlaceHeadings(job), .. hasText ? ["WKT"] : Array.Empty<string>()]));
        await foreach (var row in job.Rows.WithCancellation(ct))
        {
            Write(pipe, CsvStream.Line([.. row.Values.Select(job.InTable), .. Place(job, row.Shape), .. hasText ? [Wkt(job, row.Shape!)] : Array.Empty<object>()]));
            if (pipe.UnflushedBytes > BytesBetweenFlushes) await pipe.FlushAsync(ct);
        }

        await pipe.CompleteAsync();
    }

    /// <summary>What stands beneath <see cref="PlaceHeadings"/>.</summary>
    public static object?[] Place(ExportJob job, Geometry? shape) =>
        shape is Point point ? [job.Rounded(point.X), job.Rounded(point.Y)] : [];

    private static string Wkt(ExportJob job, Geometry shape) => new WKTWriter { PrecisionModel = new PrecisionModel(job.System.IsGeographic ? 1e9 : 1e4) }.Write(shape);

    private static void Write(PipeWriter pipe, string line) => Encoding.UTF8.GetBytes((line + "\r\n").AsSpan(), pipe);
}
