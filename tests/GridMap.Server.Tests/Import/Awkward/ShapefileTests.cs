using GridMap.Server.Import;
using GridMap.Server.Import.Files;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>Real shapefiles as they come from counties and from bug reports.</summary>
public sealed class ShapefileTests(PostgisFixture postgis)
{
    private const string Mapping =
        """{"fields":{"code":{"column":"网格编号"},"name":{"column":"网格名称"}}}""";

    [Theory]
    [InlineData("derived/bj_cgcs2000_zone39_gbk.shp")]
    [InlineData("derived/bj_cgcs2000_cm117_gbk.shp")]
    [InlineData("derived/街道网格_GBK文件名.zip")]
    public async Task A_GBK_shapefile_in_a_Gauss_Krueger_zone_is_imported_where_PostGIS_puts_it(string file)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var output = await trial.StoreAsync(
            "grids", SharedData.Find($"awkward-files/{file}"), "--county", ImportTrial.County, "--name", "县",
            "--mapping", trial.Write("m.json", Mapping), "--accept-defects", "as they were published");
        Assert.Contains("111 rows read, 111 added", output);
        Assert.Equal("街道网格3", await trial.ScalarAsync<string>("SELECT name FROM grid WHERE grid_code = '3'"));
        // The first position of the first record of the zone 39 file.
        Assert.True(await trial.ScalarAsync<bool>(
            """
            SELECT min(ST_Distance(geom::geography, ST_Transform(ST_SetSRID(ST_Point(39449923.5714290, 4419770.1428602), 4527), 4326)::geography)) < 2000
            FROM grid
            """));
    }

    [Fact]
    public async Task Without_a_prj_the_coordinate_system_is_asked_and_an_answer_taken()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var path = SharedData.Find("anhui-counties-gbk/chinese_encoding.shp");
        string[] args = ["grids", path, "--county", ImportTrial.County, "--name", "省", "--mapping",
            trial.Write("m.json", """{"fields":{"code":{"column":"COUNTY_ID"},"name":{"column":"NAME99"}}}""")];
        var (exit, _, error) = await trial.ImportAsync(args);
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("does not say in which coordinate system it is", error);
        Assert.Contains("78 added", await trial.StoreAsync([.. args, "--crs", "EPSG:4490"]));
        Assert.Equal(1, await trial.ScalarAsync<long>("SELECT count(*) FROM grid WHERE name = '天长市'"));
    }

    [Fact]
    public async Task A_shapefile_without_its_table_has_no_columns()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var (exit, _, error) = await trial.ImportAsync(
            "grids", SharedData.Find("awkward-files/nts/Issue167.shp"), "--county", ImportTrial.County, "--name", "县", "--crs", "EPSG:4326");
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("The file has no columns, and so no 'code'", error);
    }

    [Fact]
    public void Texts_without_a_stated_encoding_read_as_they_were_written()
    {
        Assert.Equal(["简体国语", "简体国语", "繁體國語", "国语國語", "國語", "РУССКИЙ", "カタカナひらがな"],
            ["gbk", "gb2312", "big5", "utf8", "cpg/big5", "cpg/win1251", "cpg/shiftjis"],
            (text, file) => FileReading.OfAll(SharedData.Find($"awkward-files/mapshaper/dbf/{file}.dbf"), file).Single().Sample == text);
    }

    [Fact]
    public void Tables_of_another_length_are_refused()
    {
        using var folder = new ZipFile();
        folder.Add("a.shp", File.ReadAllBytes(SharedData.Find("awkward-files/mapshaper/issues/193/three_points.shp")));
        folder.Add("a.dbf", File.ReadAllBytes(SharedData.Find("awkward-files/mapshaper/dbf/gbk.dbf")));
        using var file = ImportFile.Probe(folder.Content, "a.zip", null, 1_000_000);
        Assert.Equal("The .shp holds 3 records, the .dbf 1; they do not belong together, or one of them is cut off.",
            Assert.Throws<FileRefusedException>(() => RowSource.Open(file)).Message);
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused_and_never_crashes()
    {
        var shp = File.ReadAllBytes(SharedData.Find("awkward-files/nts/shape_PointZM.shp"));
        var dbf = File.ReadAllBytes(SharedData.Find("awkward-files/mapshaper/dbf/big5.dbf"));
        for (var length = 1; length < shp.Length; length += 7) Reads(shp[..length], dbf);
        for (var length = 0; length < dbf.Length; length++) Reads(shp, dbf[..length]);

        static void Reads(byte[] shp, byte[] dbf)
        {
            using var zip = new ZipFile();
            zip.Add("a.shp", shp);
            zip.Add("a.dbf", dbf);
            Assert.Throws<FileRefusedException>(() =>
            {
                using var file = ImportFile.Probe(zip.Content, "a.zip", null, 1_000_000);
                using var rows = RowSource.Open(file);
            });
        }
    }
}
