using GridMap.Server.Platform;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Geometries;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

/// <summary>The check's areas against PostGIS, which computes unions by GEOS and areas along geodesics.</summary>
public sealed class DivisionAreasTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_square_metre_nobody_has_and_one_that_two_have_measure_the_same_in_postgis()
    {
        var defects = await CompareAsync(
            ("a", "POLYGON((104.9 30.4, 104.905 30.4, 104.905 30.405, 104.9 30.405, 104.9 30.4), (104.902 30.402, 104.902 30.40200902, 104.90201041 30.40200902, 104.90201041 30.402, 104.902 30.402))"),
            ("b", "POLYGON((104.905 30.4, 104.91 30.4, 104.91 30.405, 104.905 30.405, 104.905 30.40300902, 104.90498959 30.40300902, 104.90498959 30.403, 104.905 30.403, 104.905 30.4))"));

        Assert.Equal([DivisionDefectKind.Gap, DivisionDefectKind.Overlap], defects.Select(defect => defect.Kind));
        Assert.All(defects, defect => Assert.Equal(1, defect.AreaSquareMetres, 0.001));
        Assert.All(defects, defect => Assert.False(defect.IsWithinTolerance));
    }

    [Theory]
    [InlineData("boston-precincts/boston_precincts_wgs84.geojson", "WARD_PRECINCT")]
    [InlineData("beijing-subdistricts/beijing_subdistricts_lonlat_bj54_as_4326.geojson", "id")]
    public async Task Gaps_and_overlaps_of_a_real_division_measure_the_same_in_postgis(string file, string code)
    {
        await using var database = await postgis.CreateDatabaseAsync();
        var areas = await database.Source.ListAsync(Features, [code, await File.ReadAllTextAsync(SharedData.Find(file), Ct)], row => (row.GetString(0), Sound(row.GetString(1))), Ct);

        Assert.Contains(await CompareAsync([.. areas]), defect => defect.Kind == DivisionDefectKind.Overlap);
    }

    // Both sides see the same repaired shapes: how a crossing ring is repaired is not what is compared.
    private static string Sound(string wkt) =>
        new NetTopologySuite.IO.WKTReader().Read(wkt) is var shape && shape.IsValid ? wkt : GeometryCheck.Repair(shape)!.AsText();

    private async Task<IReadOnlyList<DivisionDefect>> CompareAsync(params (string Code, string Wkt)[] shapes)
    {
        var reader = new NetTopologySuite.IO.WKTReader();
        var defects = DivisionCheck.Run(
            [.. shapes.Select(shape => new DivisionArea(shape.Code, DivisionLevels.Responsibility, null, "u", reader.Read(shape.Wkt)))], null, new(), null, Ct);
        await using var database = await postgis.CreateDatabaseAsync();
        var (gaps, overlaps) = (await database.Source.ListAsync(Truth, [shapes.Select(shape => shape.Wkt).ToArray()], row => (row.GetDouble(0), row.GetDouble(1)), Ct)).Single();

        Near(gaps, defects, DivisionDefectKind.Gap);
        Near(overlaps, defects, DivisionDefectKind.Overlap);
        return defects;
    }

    private static void Near(double postgis, IEnumerable<DivisionDefect> defects, DivisionDefectKind kind) =>
        Assert.Equal(postgis, defects.Where(defect => defect.Kind == kind).Sum(defect => defect.AreaSquareMetres), 1e-4 * postgis + 0.001);

    private const string Features =
        "SELECT f -> 'properties' ->> $1, ST_AsText(ST_GeomFromGeoJSON(f ->> 'geometry'), 15) FROM jsonb_array_elements($2::jsonb -> 'features') AS f";

    // Gaps: what the union's outer rings hold and the union does not. Geodesics leave the straight edges that are stored by 1 cm in 1 km, which
    // is metres of ground in a long sliver: hence the many vertices.
    private const string Truth =
        """
        WITH shape AS (
            SELECT row_number() OVER () AS shape_id, ST_GeomFromText(wkt, 4326) AS geom FROM unnest($1::text[]) AS wkt
        ), together AS (
            SELECT ST_Union(geom) AS geom FROM shape
        ), filled AS (
            SELECT ST_Union(ST_MakePolygon(ST_ExteriorRing(part.geom))) AS geom FROM together, ST_Dump(together.geom) AS part
        ), common AS (
            SELECT ST_Intersection(one.geom, other.geom) AS geom
            FROM shape AS one JOIN shape AS other ON one.shape_id < other.shape_id AND ST_Intersects(one.geom, other.geom)
        )
        SELECT
            ST_Area(ST_Segmentize(ST_CollectionExtract(ST_Difference(filled.geom, together.geom), 3), 0.0002)::geography),
            (SELECT coalesce(sum(ST_Area(ST_Segmentize(ST_CollectionExtract(common.geom, 3), 0.0002)::geography)), 0) FROM common)
        FROM filled, together
        """;
}
