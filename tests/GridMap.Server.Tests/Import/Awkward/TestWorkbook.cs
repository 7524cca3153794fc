namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>The least that makes an .xlsx file: two sheets, one shared text, one style of dates.</summary>
internal static class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook.</summary>
    /// <param name="rows">Of its first sheet.</param>
    /// <param name="text">Its shared text.</param>
    /// <param name="beforeSheet">What stands before the first sheet's root.</param>
    public static ZipFile Create(string rows, string text, string beforeSheet = "")
    {
        var zip = new ZipFile();
        zip.Add("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        zip.Add("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        zip.Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="第一张" sheetId="1" r:id="rId1"/><sheet name="第二张" sheetId="2" r:id="rId2"/></sheets></workbook>""");
        zip.Add("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Office}/styles" Target="styles.xml"/>
            <Relationship Id="rId4" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """);
        zip.Add("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        zip.Add("xl/sharedStrings.xml", $"""<sst xmlns="{Main}"><si><t>{text}</t></si></sst>""");
        zip.Add("xl/worksheets/sheet1.xml", $"""{beforeSheet}<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");
        zip.Add("xl/worksheets/sheet2.xml", $"""<worksheet xmlns="{Main}"><sheetData/></worksheet>""");
        return zip;
    }
}
