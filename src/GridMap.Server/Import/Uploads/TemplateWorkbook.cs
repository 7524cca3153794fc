using System.IO.Compression;
using System.Security;
using System.Text;

namespace GridMap.Server.Import.Uploads;

/// <summary>
/// A workbook of one sheet to be filled in. All its cells are texts, as are those somebody types below: Excel would make days and
/// telephone numbers of its own out of what it takes for numbers.
/// </summary>
internal static class TemplateWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>The workbook of these rows, of at most 26 columns.</summary>
    public static byte[] Of(IReadOnlyList<string[]> rows)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml",
                $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kinds}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Kinds}.styles+xml\"/>"
                + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Kinds}.worksheet+xml\"/></Types>");
            Add(zip, "_rels/.rels", Relations(("r1", "officeDocument", "xl/workbook.xml")));
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"模板\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", Relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml")));
            Add(zip, "xl/styles.xml", Styles);
            Add(zip, "xl/worksheets/sheet1.xml", Sheet(rows));
        }

        return packed.ToArray();
    }

    // The second style is Excel's number format 49: text.
    private const string Styles =
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf xfId=\"0\"/><xf numFmtId=\"49\" applyNumberFormat=\"1\" xfId=\"0\"/></cellXfs></styleSheet>";

    private static string Sheet(IReadOnlyList<string[]> rows)
    {
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><cols><col min=\"1\" max=\"{rows[0].Length}\" width=\"18\" style=\"1\"/></cols><sheetData>");
        foreach (var (at, row) in rows.Index())
        {
            sheet.Append($"<row r=\"{at + 1}\">");
            foreach (var (column, text) in row.Index())
                if (text.Length > 0) sheet.Append($"<c r=\"{(char)('A' + column)}{at + 1}\" s=\"1\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>");
            sheet.Append("</row>");
        }

        return sheet.Append("</sheetData></worksheet>").ToString();
    }

    private static string Relations(params (string Id, string Kind, string Target)[] relations) =>
        $"<Relationships xmlns=\"{Packages}/relationships\">"
        + string.Concat(relations.Select(one => $"<Relationship Id=\"{one.Id}\" Type=\"{Office}/{one.Kind}\" Target=\"{one.Target}\"/>")) + "</Relationships>";

    private static void Add(ZipArchive zip, string path, string xml)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
