using System.IO.Compression;
using System.Text;

namespace GridMap.Server.Export;

/// <summary>
/// A zipped shapefile: .shp, .shx, .dbf in UTF-8, .cpg that says so, .prj as Esri words it. A layer without shapes is its .dbf
/// alone. Texts too long for a .dbf are cut between two characters, and a file in the archive says how many.
/// </summary>
internal static class ShapefileExport
{
    public static async Task WriteAsync(ExportJob job, Stream stream, CancellationToken ct)
    {
        await using var shp = ExportTempFile.Create();
        await using var shx = ExportTempFile.Create();
        await using var dbf = ExportTempFile.Create();
        var shapes = job.Layer.Shape == ExportShape.None ? null : new ShpWriter(shp, shx, job.Layer.Shape);
        var table = new DbfWriter(dbf, job);
        await foreach (var row in job.Rows.WithCancellation(ct))
        {
            shapes?.Write(row.Shape!);
            table.Write(row.Values);
        }

        shapes?.Finish();
        table.Finish();
        await PackAsync(job, stream, shapes is null ? [("dbf", dbf)] : [("shp", shp), ("shx", shx), ("dbf", dbf)], table.CutTexts, ct);
    }

    private static async Task PackAsync(ExportJob job, Stream stream, IEnumerable<(string Extension, FileStream Content)> files, int cutTexts, CancellationToken ct)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (extension, content) in files)
        {
            content.Position = 0;
            await using var entry = zip.CreateEntry($"{job.Layer.Name}.{extension}").Open();
            await content.CopyToAsync(entry, ct);
        }

        Add(zip, $"{job.Layer.Name}.cpg", "UTF-8");
        if (job.Layer.Shape != ExportShape.None) Add(zip, $"{job.Layer.Name}.prj", job.System.EsriWkt!);
        if (cutTexts > 0)
        {
            Add(zip, "cut-texts.txt",
                $"有 {cutTexts} 处文字超出 DBF 字段长度，已截断；完整内容请导出 GeoPackage。\r\n"
                + $"{cutTexts} texts were longer than their .dbf field and were cut; a GeoPackage holds them whole.\r\n");
        }
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
