using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Import.Uploads;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Import.Awkward;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

/// <summary>Files that are looked at before they are imported.</summary>
public sealed class WizardTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_GBK_shapefile_in_a_Gauss_Krueger_zone_is_shown_and_imported_as_a_draft_without_a_word_of_JSON()
    {
        await using var county = await TestCounty.CreateAsync(postgis);
        var upload = await SendAsync(county, Zip("derived/bj_cgcs2000_zone39_gbk", ".shp", ".shx", ".dbf", ".prj", ".cpg"), "网格.zip");
        Assert.Equal(("shapefile", "GB18030", "stated"), (upload.Format, upload.Encoding, upload.EncodingFound));
        var seen = await ShowAsync(county, upload, new("grids"));
        Assert.Equal((111, true, 111, "guessed", (string?)null), (seen.RowsSeen, seen.SawAll, seen.Shapes.Features.Count, seen.FieldsFrom, seen.Refusal));
        Assert.Equal(("网格编号", "网格名称"), (seen.Fields["code"].Column, seen.Fields["name"].Column));
        Assert.Equal(("3", "街道网格3", "responsibility"), (seen.Readings[0].Texts["code"], seen.Readings[0].Texts["name"], seen.Readings[0].Texts["level"]));
        Assert.Equal(("EPSG:4527", false), (seen.Crs.Chosen, seen.Crs.MustBeSaid));
        var first = FirstPosition(seen);
        Assert.InRange(first.Longitude, 115.5, 117.5);
        Assert.InRange(first.Latitude, 39, 41);

        var work = await ImportAsync(county, upload, new("grids", seen.Fields, Draft: true, AcceptDefects: "as they were published"));
        var report = work.Result!.Value.Deserialize<ImportReport>(ContractsJson.Options)!;
        Assert.Equal(("draft", 111, 111), (report.Status, report.RowsRead, report.RowsAdded));
        Assert.Equal(work.WorkId, report.BatchId);
        Assert.Equal(0L, await county.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM upload_part)"));
    }

    [Fact]
    public async Task Without_a_zone_in_its_name_the_coordinate_system_is_asked_and_that_of_the_county_is_proposed_first()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var upload = await SendAsync(county, Zip("derived/bj_cgcs2000_cm117_gbk", ".shp", ".shx", ".dbf"), "网格.zip");
        Assert.Equal("detected", upload.EncodingFound);
        // The grids of Peking, so that the county lies where the data do.
        await county.SqlAsync("UPDATE grid SET geom = ST_Translate(geom, 116.4 - ST_X(ST_Centroid(geom)), 39.9 - ST_Y(ST_Centroid(geom)))");
        var seen = await ShowAsync(county, upload, new("grids"));
        Assert.Equal((true, (string?)null, 0), (seen.Crs.MustBeSaid, seen.Crs.Chosen, seen.Shapes.Features.Count));
        Assert.Equal("EPSG:4548", seen.Crs.Proposals[0].Crs);
        Assert.Contains("117", seen.Crs.Proposals[0].Reason);
        Assert.Equal("街道网格3", seen.Readings[0].Texts["name"]);
        Assert.Empty(seen.Readings[0].Faults);

        seen = await ShowAsync(county, upload, new("grids", Crs: "EPSG:4548"));
        Assert.Equal(("EPSG:4548", 111), (seen.Crs.Chosen, seen.Shapes.Features.Count));
        Assert.InRange(FirstPosition(seen).Longitude, 115.5, 117.5);
    }

    [Fact]
    public async Task A_list_without_a_word_of_its_encoding_and_coordinate_system_shows_both_to_be_confirmed()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var upload = await SendAsync(county, Zip("../anhui-counties-gbk/chinese_encoding", ".shp", ".shx", ".dbf"), "安徽.zip");
        var seen = await ShowAsync(county, upload, new("grids", Fields: Columns(("code", "COUNTY_ID"), ("name", "NAME99"))));
        Assert.Equal(("天长市", true), (seen.Readings[0].Texts["name"], seen.Crs.MustBeSaid));
        Assert.Contains("EPSG:4490", seen.Crs.Proposals.Select(proposal => proposal.Crs));
        // An encoding that the file cannot be in is refused with the first record that is not; nobody is shown garbage.
        var refused = await county.SendAsync(
            HttpMethod.Post, $"uploads/{upload.UploadId}/preview",
            new ReadUpload("grids", Encoding: "big5", Fields: Columns(("code", "COUNTY_ID"), ("name", "NAME99"))));
        refused.AssertProblem(422, "file-refused", "Big5-HKSCS, but record 2");
    }

    [Fact]
    public async Task Words_times_and_positions_of_a_Chinese_list_are_guessed_and_faults_stand_in_their_cells()
    {
        await using var county = await TestCounty.CreateAsync(postgis);
        var csv = "案件编号,问题类别,上报时间,状态,紧急程度,经度,纬度\n"
            + "1,暴露垃圾,2026/3/1 8:05:00,已办结,严重,104.002,36.498\n2,占道,2026/3/2 9:00:00,奇怪,一般,104.002,999\n";
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes(csv), "问题.csv");
        var seen = await ShowAsync(county, upload, new("issues"));
        Assert.Equal(("案件编号", "上报时间", "yyyy/M/d H:m:s"), (seen.Fields["externalId"].Column, seen.Fields["reportedAt"].Column, seen.Fields["reportedAt"].Format));
        Assert.Equal(("resolved", "2026-03-01 08:05", "3"), (seen.Readings[0].Texts["status"], seen.Readings[0].Texts["reportedAt"], seen.Readings[0].Texts["severity"]));
        Assert.Equal(["已办结", "奇怪"], seen.Targets.Single(field => field.Name == "status").Met!);
        Assert.True(seen.Crs.MustBeSaid);
        Assert.Contains("EPSG:4326", seen.Crs.Proposals.Select(proposal => proposal.Crs));
        seen = await ShowAsync(county, upload, new("issues", Crs: "EPSG:4326", Fields: seen.Fields));
        Assert.Equal((0, 2), (seen.Readings[0].Faults.Count, seen.Readings[1].Faults.Count));
        Assert.Equal(["latitude", "status"], seen.Readings[1].Faults.Select(fault => fault.Field == "longitude" ? "latitude" : fault.Field).Order());
        Assert.Equal(1, seen.RowsAtFault);

        // The same columns the next time are read as somebody had them read.
        var status = seen.Fields["status"] with { Values = new Dictionary<string, string?> { ["已办结"] = "resolved", ["奇怪"] = null } };
        var fields = seen.Fields.ToDictionary(field => field.Key, field => field.Key == "status" ? status : field.Value);
        var work = await ImportAsync(county, upload, new("issues", fields, Crs: "EPSG:4326", SkipRefused: true));
        Assert.Equal((1, 1), (Number(work, "rowsAdded"), Number(work, "rowsLeftOut")));
        seen = await ShowAsync(county, await SendAsync(county, Encoding.UTF8.GetBytes(csv), "问题.csv"), new("issues", Crs: "EPSG:4326"));
        Assert.Equal("remembered", seen.FieldsFrom);
        Assert.True(seen.Readings[1].IsLeftOut);
    }

    [Fact]
    public async Task A_coordinate_system_in_which_the_numbers_are_nowhere_shows_no_shapes_and_says_so()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var upload = await SendAsync(county, Zip("derived/bj_cgcs2000_cm117_gbk", ".shp", ".shx", ".dbf"), "网格.zip");
        foreach (var crs in new[] { "GCJ-02", "EPSG:4326", "EPSG:4527" })
        {
            var seen = await ShowAsync(county, upload, new("grids", Crs: crs));
            Assert.Equal((0, 111), (seen.Shapes.Features.Count, seen.RowsAtFault));
            Assert.Equal("geometry", Assert.Single(seen.Readings[0].Faults).Field);
        }
    }

    [Fact]
    public async Task A_column_that_has_the_right_name_and_words_of_its_own_is_left_for_somebody_to_choose()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("category,reportedAt,source,longitude,latitude\na,2026-01-01,Constituent Call,104,36\nb,2026-01-01,Self Service,104,36\n"), "a.csv");
        var seen = await ShowAsync(county, upload, new("issues", Crs: "EPSG:4326"));
        Assert.DoesNotContain("source", seen.Fields);
        Assert.Equal((0, "imported_list"), (seen.RowsAtFault, seen.Readings[0].Texts["source"]));
    }

    [Theory]
    [InlineData("facilities.xlsx")]
    [InlineData("issues.xlsx")]
    [InlineData("units.xlsx")]
    [InlineData("facilities.csv")]
    [InlineData("issues.csv")]
    [InlineData("units.csv")]
    [InlineData("grids.geojson")]
    [InlineData("streets.geojson")]
    public async Task A_template_is_understood_as_it_was_downloaded(string file)
    {
        await using var county = await TestCounty.CreateAsync(postgis);
        using var download = await county.Client.GetAsync($"imports/templates/{file}", Ct);
        var template = await download.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(file.EndsWith(".csv", StringComparison.Ordinal), template is [0xEF, 0xBB, 0xBF, ..]);
        var upload = await SendAsync(county, template, file);
        var target = file.Split('.')[0];
        var crs = file is "units.csv" or "units.xlsx" or "grids.geojson" or "streets.geojson" ? null : "EPSG:4490";
        var seen = await ShowAsync(county, upload, new(target, Crs: crs));
        Assert.Equal((null, 0), (seen.Refusal, seen.RowsAtFault));
        Assert.All(seen.Targets.Where(field => !field.IsCoordinate || crs is not null), field => Assert.Contains(field.Name, seen.Fields));
        var work = await ImportAsync(county, upload, new(target, seen.Fields, Crs: crs));
        Assert.Equal(1, Number(work, "rowsAdded"));
    }

    [Fact]
    public async Task Grids_that_lie_off_as_a_shifted_map_puts_them_are_noticed()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B C D / E F G H / I J K L");
        var drawn = await county.Db.ListAsync("SELECT ST_AsGeoJSON(geom, 9) FROM grid ORDER BY grid_id", [], row => row.GetString(0), Ct);
        var shifted = drawn.Select((geometry, at) => Files.Feature($$"""{"code":"N{{at}}","name":"新"}""", Shift(geometry)));
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes(Files.Collection([.. shifted])), "新.geojson");
        var seen = await ShowAsync(county, upload, new("grids"));
        Assert.Equal(12, seen.Outlines.Features.Count);
        Assert.NotNull(seen.Datum);
        Assert.Equal(("shifted", "GCJ-02"), (seen.Datum.Verdict, seen.Datum.ChooseInstead));
    }

    [Theory]
    [InlineData(null, "agrees", null)]
    [InlineData("GCJ-02", "shifted", "GCJ-02")]
    [InlineData("BD-09", "shifted", "BD-09")]
    public async Task Facilities_that_lie_off_those_the_county_knows_are_noticed(string? system, string verdict, string? choose)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var rows = File.ReadAllLines(SharedData.Find("hongkong-facilities/hk_fehd_zhheader_utf8bom.csv")).Skip(1).Take(300)
            .Select(line => line.Split(',')).Where(row => row.Length == 10).ToList();
        await county.SqlAsync(
            """
            INSERT INTO facility (county_code, facility_id, kind, name, state, geom, payload_sha256)
            SELECT $1, gen_random_uuid(), 'toilet.flush', name, 'existing', ST_SetSRID(ST_MakePoint(x, y), 4326), ''
            FROM unnest($2::text[], $3::double precision[], $4::double precision[]) AS known (name, x, y)
            """, TestCounty.Code, rows.Select(row => row[2]).ToArray(), rows.Select(row => Degrees(row[6])).ToArray(), rows.Select(row => Degrees(row[7])).ToArray());
        Assert.True(Spatial.Coordinates.CoordinateSystems.TryGet(system ?? "EPSG:4326", out var off, out _));
        var csv = rows.Select(row => (row[2], At: off.FromWgs84(Degrees(row[6]), Degrees(row[7]))))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"toilet.flush,{row.Item1},{row.At.X:0.0000000},{row.At.Y:0.0000000}"));
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("kind,name,longitude,latitude\n" + string.Join('\n', csv)), "设施.csv");
        var seen = await ShowAsync(county, upload, new("facilities", Crs: "EPSG:4326"));
        Assert.NotNull(seen.Datum);
        Assert.Equal((verdict, choose), (seen.Datum.Verdict, seen.Datum.ChooseInstead));
        if (choose is null) return;
        Assert.InRange(seen.Datum.OffsetMetres!.Value, 100, 1_300);
        Assert.Equal("agrees", (await ShowAsync(county, upload, new("facilities", Crs: choose))).Datum!.Verdict);
    }

    [Fact]
    public async Task Points_of_which_nothing_is_known_and_that_could_lie_anywhere_are_judged_by_nobody()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var rows = Enumerable.Range(0, 40).Select(at => FormattableString.Invariant($"a,2026-01-01,{104.001 + at % 7 * 0.001},{36.492 + at % 5 * 0.001}"));
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("category,reportedAt,longitude,latitude\n" + string.Join('\n', rows)), "问题.csv");
        Assert.NotEqual("shifted", (await ShowAsync(county, upload, new("issues", Crs: "EPSG:4326"))).Datum?.Verdict);
    }

    [Fact]
    public async Task Another_system_than_the_file_names_is_told_as_such()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var file = Files.Collection(Files.Feature("""{"code":"A","name":"a"}""", Files.Square(104))).Replace("\"features\"", """
            "crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features"
            """, StringComparison.Ordinal);
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes(file), "a.geojson");
        Assert.False((await ShowAsync(county, upload, new("grids"))).Crs.IsOverridden);
        Assert.False((await ShowAsync(county, upload, new("grids", Crs: "EPSG:4490"))).Crs.IsOverridden);
        var seen = await ShowAsync(county, upload, new("grids", Crs: "GCJ-02"));
        Assert.Equal((true, "GCJ-02"), (seen.Crs.IsOverridden, seen.Crs.Chosen));
    }

    [Fact]
    public async Task A_local_grid_is_tied_by_control_points_and_the_file_read_in_it()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        // A grid of its own: zone 117 moved and turned by a degree; one point is a decimetre off.
        var points = new[] { (0d, 0d), (4_000, 0), (0, 3_000), (4_000, 3_000) }.Select((at, number) =>
        {
            var (sine, cosine) = Math.SinCos(Math.PI / 180);
            var known = Spatial.Coordinates.CoordinateSystems.Find(4548)!.ToWgs84(
                440_000 + at.Item1 * cosine - at.Item2 * sine + (number == 3 ? 0.1 : 0), 4_420_000 + at.Item1 * sine + at.Item2 * cosine);
            return new KnownPoint($"K{number + 1}", at.Item1, at.Item2, known.Longitude, known.Latitude);
        }).ToList();
        var fit = (await county.SendAsync(HttpMethod.Post, "uploads/local-grid", new FitLocalGrid("EPSG:4490", "similarity", points))).Read<LocalGridFitted>();
        Assert.StartsWith("local:", fit.Crs);
        Assert.Equal(["K1", "K2", "K3", "K4"], fit.Residuals.Select(point => point.Name));
        Assert.InRange(fit.RmsMetres, 0.01, 0.06);
        Assert.Equal(1, fit.RotationDegrees, 0.3);
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("code,name,wkt\nA,a,\"POLYGON((0 0,4000 0,4000 3000,0 3000,0 0))\"\n"), "a.csv");
        var seen = await ShowAsync(county, upload, new("grids", Crs: fit.Crs));
        Assert.Equal((fit.Crs, 0), (seen.Crs.Chosen, seen.RowsAtFault));
        Assert.Equal(points[0].X, FirstPosition(seen).Longitude, 1e-6);
        var line = new[] { new KnownPoint("K1", 0, 0, 116, 40) };
        var refused = (await county.SendAsync(HttpMethod.Post, "uploads/local-grid", new FitLocalGrid("EPSG:4490", "similarity", line))).Read<LocalGridFitted>();
        Assert.Equal((null, "2 control points are needed, 1 are given."), (refused.Crs, refused.Sentence));
        (await county.SendAsync(HttpMethod.Post, "uploads/local-grid", new FitLocalGrid("EPSG:1", "similarity", line))).AssertProblem(422, "invalid");
    }

    [Fact]
    public async Task An_upload_is_its_senders_alone_and_is_forgotten_after_an_hour()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("code,name\nU,局\n"), "单位.csv");
        using var other = county.App.CreateClient();
        other.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(county.Db, Role.Office, TestCounty.Code));
        var address = $"/api/counties/{TestCounty.Code}/uploads/{upload.UploadId}";
        var refused = await TestCounty.SendAsync(other, HttpMethod.Post, $"{address}/preview", new ReadUpload("units"));
        refused.AssertProblem(404, "not-found");
        refused = await TestCounty.SendAsync(other, HttpMethod.Post, $"{address}/import", new ImportUpload("units"));
        refused.AssertProblem(404, "not-found");
        await county.SqlAsync("UPDATE upload SET created_at = created_at - interval '61 minutes'");
        refused = await county.SendAsync(HttpMethod.Post, $"uploads/{upload.UploadId}/preview", new ReadUpload("units"));
        refused.AssertProblem(404, "not-found");
        await SendAsync(county, Encoding.UTF8.GetBytes("code,name\nU,局\n"), "单位.csv");
        Assert.Equal(1L, await county.SqlScalarAsync<long>("SELECT count(*) FROM upload"));
    }

    [Fact]
    public async Task A_preview_that_takes_longer_than_a_request_may_goes_on_as_a_piece_of_work()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B", ("Import:WaitSeconds", "0"));
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("code,name\nU,局\n"), "单位.csv");
        var asked = (await county.SendAsync(HttpMethod.Post, $"uploads/{upload.UploadId}/preview", new ReadUpload("units"))).Read<PieceOfWork>();
        var over = await Eventually.ReadAsync(() => county.GetAsync<PieceOfWork>($"work/{asked.WorkId}"), work => work.IsOver);
        var seen = over.Result!.Value.Deserialize<UploadPreview>(ContractsJson.Options)!;
        Assert.Equal(("局", 1), (seen.Readings[0].Texts["name"], seen.RowsSeen));
    }

    [Fact]
    public async Task What_cannot_be_imported_is_said_at_once_and_a_broken_order_is_a_problem()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        using var response = await PostAsync(county, [0x50, 0x4B, 3, 4, 0, 0], "a.zip");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var upload = await SendAsync(county, Encoding.UTF8.GetBytes("名字,电话\n局,1\n"), "单位.csv");
        var seen = await ShowAsync(county, upload, new("units"));
        Assert.Contains("does not say which column holds 'code'", seen.Refusal);
        foreach (var (asked, member) in new (ReadUpload, string)[]
        {
            (new("pits"), "target"), (new("units", Fields: Columns(("colour", "名字"))), "fields"), (new("units", Fields: Columns(("name", " "))), "fields"),
        })
        {
            var answer = await county.SendAsync(HttpMethod.Post, $"uploads/{upload.UploadId}/preview", asked);
            Assert.Equal(422, answer.Status);
            Assert.Contains(member, answer.Text);
        }
    }

    [Theory]
    [InlineData("facilities", "设施类型", "kind")]
    [InlineData("facilities", "WGS84经度", "longitude")]
    [InlineData("issues", "LNG", "longitude")]
    [InlineData("grids", "WGMC", "name")]
    [InlineData("grids", "牵头单位（编码）", "leadUnitCode")]
    [InlineData("grids", "上级编号", "parentCode")]
    public void A_column_is_known_by_what_counties_call_it(string layer, string column, string field)
    {
        var pairs = new[] { column, column == "LNG" || column.EndsWith("经度", StringComparison.Ordinal) ? "lat" : "其他列" };
        var sample = new SourceSample(pairs, [], true, false, null, false, "line");
        Assert.Equal(column, MappingGuess.Of(GridMap.Server.Import.Layers.Layer.Find(layer)!, sample)[field].Column);
    }

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Shift(string geometry)
    {
        var text = new StringBuilder();
        var numbers = System.Text.RegularExpressions.Regex.Matches(geometry, @"\[(-?[\d.]+),(-?[\d.]+)\]");
        var from = 0;
        foreach (System.Text.RegularExpressions.Match pair in numbers)
        {
            var (x, y) = Spatial.Coordinates.CoordinateSystems.Gcj02.FromWgs84(
                double.Parse(pair.Groups[1].ValueSpan, CultureInfo.InvariantCulture), double.Parse(pair.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
            text.Append(geometry, from, pair.Index - from).Append(CultureInfo.InvariantCulture, $"[{x},{y}]");
            from = pair.Index + pair.Length;
        }

        return text.Append(geometry, from, geometry.Length - from).ToString();
    }

    private static Dictionary<string, MappedField> Columns(params (string Field, string Column)[] pairs) =>
        pairs.ToDictionary(pair => pair.Field, pair => new MappedField(pair.Column));

    private static int Number(PieceOfWork work, string member) => work.Result!.Value.GetProperty(member).GetInt32();

    private static (double Longitude, double Latitude) FirstPosition(UploadPreview seen)
    {
        var at = seen.Shapes.Features[0].Geometry!.Value.GetProperty("coordinates");
        while (at[0].ValueKind == JsonValueKind.Array) at = at[0];
        return (at[0].GetDouble(), at[1].GetDouble());
    }

    private static byte[] Zip(string file, params string[] extensions)
    {
        using var zip = new ZipFile();
        foreach (var extension in extensions)
            zip.Add("网格" + extension, File.ReadAllBytes(SharedData.Find($"awkward-files/{file}{extension}")));
        return zip.Content.ToArray();
    }

    private static async Task<HttpResponseMessage> PostAsync(TestCounty county, byte[] content, string name)
    {
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", name } };
        return await county.Client.PostAsync("uploads", form, Ct);
    }

    private static async Task<UploadedFile> SendAsync(TestCounty county, byte[] content, string name)
    {
        using var response = await PostAsync(county, content, name);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Ct));
        return await TestCounty.ReadAsync<UploadedFile>(response);
    }

    private static async Task<UploadPreview> ShowAsync(TestCounty county, UploadedFile upload, ReadUpload asked) =>
        (await county.SendAsync(HttpMethod.Post, $"uploads/{upload.UploadId}/preview", asked)).Read<UploadPreview>();

    private static async Task<PieceOfWork> ImportAsync(TestCounty county, UploadedFile upload, ImportUpload order)
    {
        var asked = (await county.SendAsync(HttpMethod.Post, $"uploads/{upload.UploadId}/import", order)).Read<PieceOfWork>();
        var over = await Eventually.ReadAsync(() => county.GetAsync<PieceOfWork>($"work/{asked.WorkId}"), work => work.IsOver);
        Assert.True(over.Status == WorkStatus.Done, over.Failure);
        return over;
    }
}
