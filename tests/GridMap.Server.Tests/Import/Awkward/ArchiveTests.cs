using GridMap.Server.Import;
using GridMap.Server.Import.Files;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>Archives that mean harm, or were packed without care.</summary>
public sealed class ArchiveTests
{
    private const int SymbolicLink = 0xA1FF;
    private const long Limit = 50_000_000;

    [Theory]
    [InlineData("../evil.csv", 0, "names a file outside itself ('evil.csv')")]
    [InlineData("a/../../evil.csv", 0, "names a file outside itself")]
    [InlineData("..\\evil.csv", 0, "names a file outside itself")]
    [InlineData("/etc/evil.csv", 0, "names a file outside itself")]
    [InlineData("C:\\evil.csv", 0, "names a file outside itself")]
    [InlineData("link.csv", SymbolicLink, "is a symbolic link")]
    public void Names_that_lead_elsewhere_are_refused(string path, int mode, string words)
    {
        using var zip = new ZipFile();
        zip.Add("a.csv", "a,b\n1,2\n");
        zip.Add(path, "a,b\n1,2\n"u8.ToArray(), mode);
        Assert.Contains(words, Refusal(zip));
    }

    [Fact]
    public void The_same_name_twice_is_refused()
    {
        using var zip = new ZipFile();
        zip.Add("a.csv", "a\n1\n");
        zip.Add("A.CSV", "a\n2\n");
        Assert.Contains("holds 'A.CSV' twice", Refusal(zip));
    }

    [Fact]
    public void An_archive_in_an_archive_is_not_opened()
    {
        using var inner = new ZipFile();
        inner.Add("a.csv", "a\n1\n");
        using var zip = new ZipFile();
        zip.Add("folder/inner.zip", inner.Content.ToArray());
        Assert.Contains("holds another archive ('folder/inner.zip')", Refusal(zip));
        using var disguised = new ZipFile();
        disguised.Add("a.csv", inner.Content.ToArray());
        Assert.Contains("holds another archive ('a.csv')", Refusal(disguised));
    }

    [Fact]
    public void A_bomb_is_left_unexploded()
    {
        using var zip = new ZipFile();
        zip.Add("a.csv", new byte[40_000_000]);
        Assert.Contains("unfolds into more than 100 times its size", Refusal(zip));
        using var many = new ZipFile();
        for (var at = 0; at < 10_001; at++) many.Add($"{at}.txt", "");
        Assert.Contains("more than 10,000 files", Refusal(many));
    }

    [Fact]
    public void Files_that_together_exceed_the_limit_are_refused()
    {
        using var zip = new ZipFile();
        var noise = new byte[30_000];
        new Random(1).NextBytes(noise);
        foreach (var part in new[] { ".shp", ".shx", ".dbf" }) zip.Add("a" + part, noise);
        var packed = zip.Content;
        Assert.Contains("larger than", Assert.Throws<FileRefusedException>(() => ImportFile.Probe(packed, "a.zip", null, 85_000)).Message);
    }

    [Fact]
    public void Of_several_files_one_has_to_be_chosen()
    {
        using var zip = new ZipFile();
        zip.Add("甲.csv", "名\n甲\n");
        zip.Add("下/乙.csv", "名\n乙\n");
        zip.Add("说明.txt", "不是数据");
        using var all = ImportFile.Probe(zip.Content, "a.zip", null, Limit);
        Assert.Equal(["甲.csv", "乙.csv"], all.Layers);
        Assert.Equal("The file holds 2 layers, of which one has to be chosen: 甲.csv, 乙.csv.",
            Assert.Throws<FileRefusedException>(() => RowSource.Open(all)).Message);
        using var one = ImportFile.Probe(zip.Content, "a.zip", null, Limit, "乙.csv");
        using var rows = RowSource.Open(one);
        Assert.Equal("乙", Assert.Single(rows.Read(["名"], GridMap.Spatial.Coordinates.CoordinateSystems.Wgs84)).Values[0]);
        Assert.Equal("The file has no layer '丙'; it has: 甲.csv, 乙.csv.",
            Assert.Throws<FileRefusedException>(() => ImportFile.Probe(zip.Content, "a.zip", null, Limit, "丙")).Message);
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused()
    {
        using var zip = new ZipFile();
        zip.Add("a.csv", "a\n1\n");
        var whole = zip.Content.ToArray();
        for (var length = 4; length < whole.Length; length++)
        {
            using var part = new MemoryStream(whole[..length]);
            Assert.Throws<FileRefusedException>(() => ImportFile.Probe(part, "a.zip", null, Limit));
        }
    }

    private static string Refusal(ZipFile zip) =>
        Assert.Throws<FileRefusedException>(() => ImportFile.Probe(zip.Content, "a.zip", null, Limit)).Message;
}
