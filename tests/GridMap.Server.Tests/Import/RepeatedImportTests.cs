using GridMap.Server.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

public sealed class RepeatedImportTests(PostgisFixture postgis)
{
    private const string Everything = "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM (SELECT i::text FROM issue i UNION ALL SELECT g::text FROM grid g) AS t (t)";

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var grids = await StoreGridsAsync(trial);
        var issues = await StoreAsync(trial, "1,a,2026-01-01,104.005,36.005", "2,b,2026-01-01,104.015,36.005");
        var before = await trial.ScalarAsync<string>(Everything);
        var marks = await trial.ScalarAsync<long>("SELECT count(*) FROM dirty_grid");
        Assert.Contains("0 added, 0 updated, 2 unchanged", await trial.StoreAsync("grids", grids, "--county", ImportTrial.County));
        Assert.Contains("0 added, 0 updated, 2 unchanged", await trial.StoreAsync("issues", issues, "--county", ImportTrial.County));
        Assert.Equal(before, await trial.ScalarAsync<string>(Everything));
        Assert.Equal(marks, await trial.ScalarAsync<long>("SELECT count(*) FROM dirty_grid"));
    }

    [Fact]
    public async Task Rows_without_an_id_are_known_by_their_content_and_equal_rows_by_their_number()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var file = trial.Write("a.csv", "category,reportedAt,longitude,latitude\na,2026-01-01,104,36\na,2026-01-01,104,36\nb,2026-01-01,104,36\n");
        Assert.Contains("3 added", await trial.StoreAsync("issues", file, "--county", ImportTrial.County, "--name", "县"));
        Assert.Contains("3 unchanged", await trial.StoreAsync("issues", file, "--county", ImportTrial.County));
    }

    [Fact]
    public async Task A_known_id_is_updated_marks_old_and_new_grid_and_absent_ones_stay()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await StoreGridsAsync(trial);
        await StoreAsync(trial, "1,a,2026-01-01,104.005,36.005", "2,b,2026-01-01,104.005,36.005");
        await trial.ScalarAsync<int>("WITH gone AS (DELETE FROM dirty_grid) SELECT 1");
        var updated = trial.Write("b.csv", Files.Issues("1,c,2026-01-01,104.015,36.005"));
        Assert.Contains("0 added, 1 updated, 0 unchanged", await trial.StoreAsync("issues", updated, "--county", ImportTrial.County));
        Assert.Equal("c2 B|b1 A", await trial.ScalarAsync<string>(
            "SELECT string_agg(category || i.revision || ' ' || grid_code, '|' ORDER BY external_id) FROM issue i JOIN grid g USING (county_code, grid_id)"));
        Assert.Equal("A,B", await trial.ScalarAsync<string>("SELECT string_agg(grid_code, ',' ORDER BY grid_code) FROM dirty_grid JOIN grid USING (county_code, grid_id)"));
        Assert.Equal("""{"grid_id": 1, "category": "a", "longitude": 104.005} {"grid_id": 2, "category": "c", "longitude": 104.015}""",
            await trial.ScalarAsync<string>("SELECT before::text || ' ' || after::text FROM change WHERE before IS NOT NULL"));
    }

    [Fact]
    public async Task What_people_did_here_outlasts_a_source_that_did_not_change()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var file = await StoreAsync(trial, "1,a,2026-01-01,104.005,36.005");
        await trial.ScalarAsync<int>("WITH done AS (UPDATE issue SET status = 'resolved', resolved_at = now()) SELECT 1");
        Assert.Contains("1 unchanged", await trial.StoreAsync("issues", file, "--county", ImportTrial.County));
        Assert.Equal("resolved", await trial.ScalarAsync<string>("SELECT status FROM issue"));
    }

    [Fact]
    public async Task A_field_the_file_does_not_have_keeps_what_is_stored()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await StoreAsync(trial, "1,a,2026-01-01,104.005,36.005");
        await trial.ScalarAsync<int>("WITH done AS (UPDATE issue SET severity = 3, address = '路口') SELECT 1");
        await StoreAsync(trial, "1,b,2026-01-01,104.005,36.005");
        Assert.Equal("b 3 路口", await trial.ScalarAsync<string>("SELECT category || ' ' || severity || ' ' || address FROM issue"));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_stores_nothing()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var file = trial.Write("a.csv", Files.Issues("1,a,2026-01-01,104,36"));
        var output = await trial.StoreAsync("issues", file, "--county", ImportTrial.County, "--name", "县", "--dry-run");
        Assert.Contains("1 added", output);
        Assert.Contains("dry run", output);
        Assert.Equal(0, await trial.CountRowsAsync());
    }

    [Fact]
    public async Task Units_and_grids_find_parents_further_down_in_the_file()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await trial.StoreAsync("units", trial.Write("u.csv", "code,name,parentCode,kind\nU2,站,U1,territorial\nU1,局,,functional\n"), "--county", ImportTrial.County, "--name", "县");
        await trial.StoreAsync("grids", trial.Write("g.geojson", Files.Collection(
            Files.Feature("""{"code":"A","name":"甲","parentCode":"T","leadUnitCode":"U2","residents":12}""", Files.Square(104)),
            Files.Feature("""{"code":"T","name":"镇","level":"town"}""", Files.Square(104)))), "--county", ImportTrial.County);
        Assert.Equal("U1", await trial.ScalarAsync<string>("SELECT parent_unit_code FROM unit WHERE unit_code = 'U2'"));
        Assert.Equal("镇 U2 12", await trial.ScalarAsync<string>(
            "SELECT p.name || ' ' || g.lead_unit_code || ' ' || g.residents FROM grid g JOIN grid p ON p.grid_id = g.parent_grid_id"));
        Assert.InRange(await trial.ScalarAsync<double>("SELECT area_square_metres FROM grid WHERE grid_code = 'A'"), 990_000, 1_010_000);
    }

    [Theory]
    [InlineData("2026-03-08 02:30", "2026-03-08 07:30:00")] // left out by summer time: an hour later
    [InlineData("2026-11-01 01:30", "2026-11-01 05:30:00")] // there twice: the first
    [InlineData("2026-07-01 12:00", "2026-07-01 16:00:00")]
    [InlineData("2026-07-01T12:00:00+08:00", "2026-07-01 04:00:00")]
    [InlineData("2026-07-01T12:00:00Z", "2026-07-01 12:00:00")]
    public async Task Times_are_read_in_the_county_s_zone(string text, string utc)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var mapping = trial.Write("m.json",
            """
            {"county":{"code":"990001","name":"Boston","timeZone":"America/New_York"},"fields":{"category":{"column":"category"},
            "reportedAt":{"column":"reportedAt"},"longitude":{"column":"longitude"},"latitude":{"column":"latitude"}}}
            """);
        await trial.StoreAsync("issues", trial.Write("a.csv", Files.Issues($"1,a,{text},104,36")), "--county", ImportTrial.County, "--mapping", mapping);
        Assert.Equal(utc, await trial.ScalarAsync<string>("SELECT (reported_at AT TIME ZONE 'UTC')::text FROM issue"));
    }

    [Theory]
    [InlineData("\uFEFFexternalId\tcategory\treportedAt\tlongitude\tlatitude\r\n1\ta, \"b\"\t2026-01-01\t104\t36\r\n")]
    [InlineData("externalId;category;reportedAt;longitude;latitude\n1;\"a, \"\"b\"\"\";2026-01-01;104;36")]
    public async Task Tables_come_with_tabs_semicolons_marks_and_quotes(string content)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        await trial.StoreAsync("issues", trial.Write("a.txt", content), "--county", ImportTrial.County, "--name", "县");
        Assert.StartsWith("a, ", await trial.ScalarAsync<string>("SELECT category FROM issue"));
    }

    private static async Task<string> StoreGridsAsync(ImportTrial trial)
    {
        var path = trial.Write("g.geojson", Files.Grids());
        await trial.StoreAsync("grids", path, "--county", ImportTrial.County, "--name", "县");
        return path;
    }

    private static async Task<string> StoreAsync(ImportTrial trial, params string[] rows)
    {
        var path = trial.Write("a.csv", Files.Issues(rows));
        var (exit, _, error) = await trial.ImportAsync("issues", path, "--county", ImportTrial.County, "--name", "县");
        Assert.True(exit == ImportCommand.Stored, error);
        return path;
    }
}
