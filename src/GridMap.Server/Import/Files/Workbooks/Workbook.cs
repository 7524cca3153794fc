using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace GridMap.Server.Import.Files.Workbooks;

/// <summary>An .xlsx file, read by ExcelDataReader after its archive was found to hold nothing endless.</summary>
internal static class Workbook
{
    // Texts of a sheet stand in one list that the reader keeps in memory.
    private const long MostBytesOfTexts = 64_000_000;
    private const string Texts = "xl/sharedStrings.xml";

    // The reader asks for one of them before it has looked at anything.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Whether an archive is a workbook.</summary>
    /// <exception cref="FileRefusedException">It is another file of an office program.</exception>
    public static bool Is(Archive archive)
    {
        if (Has("xl/workbook.xml")) return true;
        if (Has("xl/workbook.bin")) throw Refuse("an Excel file in binary form (.xlsb); save it as .xlsx");
        if (Has("word/document.xml")) throw Refuse("a Word document");
        if (Has("ppt/presentation.xml")) throw Refuse("a presentation");
        return Has("content.xml") && Has("mimetype") ? throw Refuse("an OpenDocument file; save it as .xlsx") : false;

        bool Has(string path) => archive.Members.Any(member => member.Path.Equals(path, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Looks through all of it, so that nothing unfolds without end.</summary>
    public static void RequireBounded(Archive archive)
    {
        archive.RequireBounded();
        if (archive.Members.FirstOrDefault(member => member.Path.Equals(Texts, StringComparison.OrdinalIgnoreCase)) is { } texts
            && texts.Entry.Length > MostBytesOfTexts)
            throw new FileRefusedException($"The workbook holds more than {MostBytesOfTexts / 1_000_000} MB of texts; save the sheet as CSV.", 413, "too-large");
    }

    /// <summary>The names of its sheets.</summary>
    public static IReadOnlyList<string> Sheets(Stream content) => Guard(() =>
    {
        using var reader = Open(content);
        var names = new List<string>();
        do names.Add(reader.Name);
        while (reader.NextResult());
        return names;
    });

    public static IExcelDataReader Open(Stream content)
    {
        content.Position = 0;
        return Guard(() => ExcelReaderFactory.CreateOpenXmlReader(content, new ExcelReaderConfiguration { LeaveOpen = true }));
    }

    /// <summary>Turns what the reader throws at a broken workbook into a refusal.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException broken) when (broken.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new FileRefusedException("The workbook has a document type (DTD) within, which Excel never writes.");
        }
        catch (Exception broken) when (broken is ExcelReaderException or XmlException or InvalidDataException or FormatException
            or NullReferenceException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException or KeyNotFoundException)
        {
            throw new FileRefusedException($"The workbook is damaged: {broken.Message}");
        }
    }

    private static FileRefusedException Refuse(string what) => new($"The file is {what}; {FileKind.Read}.", 415, "file-kind");
}
