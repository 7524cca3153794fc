using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace GridMap.Server.Export;

/// <summary>
/// An Excel workbook: a table with Chinese headings, places as two columns; lines and areas are not in it. Texts are stored as
/// texts, so that none is run as a formula. What a sheet cannot hold goes on in the next.
/// </summary>
internal static class WorkbookExport
{
    private const int MostRows = 1_048_576;
    private const int MostCharacters = 32_767;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static async Task WriteAsync(ExportJob job, Stream stream, CancellationToken ct)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var sheets = await WriteSheetsAsync(zip, job, ct);
        var numbers = Enumerable.Range(1, sheets).ToList();
        Add(zip, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + string.Concat(numbers.Select(number => $"<sheet name=\"{job.Layer.Title}{(number == 1 ? "" : number)}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"))
            + "</sheets></workbook>");
        Add(zip, "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Packages}/relationships\">"
            + string.Concat(numbers.Select(number => $"<Relationship Id=\"r{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))
            + "</Relationships>");
        Add(zip, "_rels/.rels",
            $"<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add(zip, "[Content_Types].xml",
            $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kinds}.sheet.main+xml\"/>"
            + string.Concat(numbers.Select(number => $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{Kinds}.worksheet+xml\"/>"))
            + "</Types>");
    }

    private static async Task<int> WriteSheetsAsync(ZipArchive zip, ExportJob job, CancellationToken ct)
    {
        await using var rows = job.Rows.GetAsyncEnumerator(ct);
        var (sheets, isMore) = (0, await rows.MoveNextAsync());
        do
        {
            using var sheet = XmlWriter.Create(
                zip.CreateEntry($"xl/worksheets/sheet{++sheets}.xml").Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
            sheet.WriteStartElement("worksheet", Main);
            sheet.WriteStartElement("sheetData", Main);
            WriteRow(sheet, 1, [.. job.Layer.Columns.Select(column => column.Heading), .. CsvExport.PlaceHeadings(job)]);
            for (var at = 1; isMore && at < MostRows; at++, isMore = await rows.MoveNextAsync())
                WriteRow(sheet, at + 1, [.. rows.Current.Values.Select(job.InTable), .. CsvExport.Place(job, rows.Current.Shape)]);
            sheet.WriteEndDocument();
        }
        while (isMore);
        return sheets;
    }

    private static void WriteRow(XmlWriter sheet, int number, IReadOnlyList<object?> values)
    {
        sheet.WriteStartElement("row", Main);
        // Excel finds its way without these; GDAL does not. Columns are A to Z: no layer has more.
        sheet.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var at = 0; at < values.Count; at++) WriteCell(sheet, $"{(char)('A' + at)}{number}", values[at]);
        sheet.WriteEndElement();
    }

    private static void WriteCell(XmlWriter sheet, string place, object? value)
    {
        if (value is null) return;
        sheet.WriteStartElement("c", Main);
        sheet.WriteAttributeString("r", place);
        if (value is string text)
        {
            sheet.WriteAttributeString("t", "inlineStr");
            sheet.WriteStartElement("is", Main);
            sheet.WriteStartElement("t", Main);
            sheet.WriteAttributeString("xml", "space", null, "preserve");
            sheet.WriteString(Readable(text));
            sheet.WriteEndElement();
            sheet.WriteEndElement();
        }
        else if (value is IFormattable number)
        {
            sheet.WriteElementString("v", Main, number.ToString(null, CultureInfo.InvariantCulture));
        }

        sheet.WriteEndElement();
    }

    // What XML cannot say is left away, and what a cell cannot hold.
    private static string Readable(string text)
    {
        if (text.Length > MostCharacters) text = text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
        return text.All(IsReadable) ? text : string.Concat(text.Where(IsReadable));
    }

    private static bool IsReadable(char c) => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c);

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
