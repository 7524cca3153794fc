using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace GridMap.Server.Import.Files.Workbooks;

/// <summary>The cells of a sheet that hold an error (#N/A, #REF! …), which the reader gives as blank ones.</summary>
internal static class ErrorCells
{
    private const int MostRemembered = 100_000;
    private const long MostBytesOfAPart = 4 << 20;

    /// <summary>The errors of one sheet, by row from 1 and column from 0.</summary>
    /// <param name="content">The workbook, left open.</param>
    /// <param name="sheet">Its name.</param>
    public static Dictionary<(int Row, int Column), string> Find(Stream content, string sheet) => Workbook.Guard(() =>
    {
        var found = new Dictionary<(int, int), string>();
        content.Position = 0;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (PathOf(zip, sheet) is not { } path || Entry(zip, path) is not { } entry) return found;
        using var part = entry.Open();
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        Read(xml, found);
        return found;
    });

    private static void Read(XmlReader xml, Dictionary<(int Row, int Column), string> found)
    {
        var (row, column, isError) = (0, -1, false);
        while (found.Count < MostRemembered && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    (row, column) = (int.TryParse(xml.GetAttribute("r"), out var number) ? number : row + 1, -1);
                    break;
                case "c":
                    column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                    isError = xml.GetAttribute("t") == "e";
                    break;
                case "v" when isError:
                    found[(row, column)] = xml.Read() && xml.NodeType == XmlNodeType.Text ? xml.Value : "";
                    break;
            }
        }
    }

    // From the name in the workbook by way of its relations.
    private static string? PathOf(ZipArchive zip, string sheet)
    {
        if (Load(zip, "xl/workbook.xml") is not { } workbook || Load(zip, "xl/_rels/workbook.xml.rels") is not { } relations) return null;
        var id = workbook.Descendants().FirstOrDefault(element => element.Name.LocalName == "sheet" && (string?)element.Attribute("name") == sheet)
            ?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)?.Value;
        var target = relations.Descendants().FirstOrDefault(element => (string?)element.Attribute("Id") == id)?.Attribute("Target")?.Value;
        return target is null ? null : target.StartsWith('/') ? target[1..] : $"xl/{target}";
    }

    private static XDocument? Load(ZipArchive zip, string path)
    {
        if (Entry(zip, path) is not { } entry || entry.Length > MostBytesOfAPart) return null;
        using var part = entry.Open();
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytesOfAPart });
        return XDocument.Load(xml);
    }

    private static ZipArchiveEntry? Entry(ZipArchive zip, string path) =>
        zip.Entries.FirstOrDefault(entry => entry.FullName.Equals(path, StringComparison.OrdinalIgnoreCase));

    // "AB12" is column 27.
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper)) column = (column * 26) + letter - 'A' + 1;
        return column > 0 ? column - 1 : null;
    }
}
