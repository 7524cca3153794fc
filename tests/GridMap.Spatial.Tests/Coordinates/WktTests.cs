using CsCheck;
using GridMap.Spatial.Coordinates;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class WktTests
{
    private const string LocalDegrees = "GEOGCS[\"GCS\",DATUM[\"D\",SPHEROID[\"S\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]]";

    [Theory]
    [InlineData("derived/bj_cgcs2000_cm117_gbk.prj", "EPSG:4548")]
    [InlineData("derived/bj_cgcs2000_zone39_gbk.prj", "EPSG:4527")]
    [InlineData("mapshaper/issues/193/gauss_kruger.prj", "EPSG:2435")]
    [InlineData("mapshaper/dbf/ldid/chinese.prj", "EPSG:4326")]
    [InlineData("mapshaper/issues/166/d_geo.prj", "EPSG:4326")]
    [InlineData("mapshaper/issues/invalid_coords/invalid_coordinates.prj", "EPSG:4326")]
    [InlineData("nts-io-esri/WallaceMonument.prj", "EPSG:4326")]
    [InlineData("nts-io-esri/arcmap_shp/polygon.prj", "EPSG:3857")]
    public void A_prj_of_a_known_system_is_recognised(string file, string id)
    {
        var reading = CoordinateSystems.FromWkt(File.ReadAllText(SharedData.File($"awkward-files/{file}")));
        Assert.Equal(id, reading.System?.Id);
        Assert.Contains(id, reading.Sentence, StringComparison.Ordinal);
    }

    // From PROJ's cs2cs 9.1, to the degrees of the file's own datum; Volume2 says EPSG:26930 but is in US feet.
    [Theory]
    [InlineData("nts/DEPARTEMENT.PRJ", 652_000, 6_862_000, 2.3458119587, 48.8562481410, false)]
    [InlineData("nts/Volume2.prj", 1_800_000, 1_200_000, -88.0514605979, 33.2976794975, false)]
    [InlineData("nts/afvalbakken.prj", 121_000, 487_000, 4.8883315401, 52.3708387764, true)]
    [InlineData("mapshaper/issues/518_519_shp_reading/data_corruption_error.prj", 674_000, 6_580_000, 18.0579653368, 59.3228732176, false)]
    [InlineData("mapshaper/issues/518_519_shp_reading/max_callstack_error.prj", 1_628_000, 6_580_000, 18.0568932590, 59.3218915717, true)]
    [InlineData("mapshaper/issues/166/a_utm.prj", 583_000, 4_507_000, -74.0174029474, 40.7097356687, false)]
    [InlineData("mapshaper/issues/166/b_utm.prj", 583_000, 4_507_000, -74.0174029474, 40.7097356687, false)]
    [InlineData("mapshaper/issues/166/e_merc.prj", 11_700_000, 3_550_000, 105.1028882420, 30.5287753578, false)]
    [InlineData("mapshaper/geopackage/Oregon_customCRS.prj", -150_000, 300_000, -121.5998736104, 2.0997669506, false)]
    public void A_prj_of_another_system_is_computed_from_its_parameters(
        string file, double x, double y, double longitude, double latitude, bool caveat)
    {
        var system = CoordinateSystems.FromWkt(File.ReadAllText(SharedData.File($"awkward-files/{file}"))).System!;

        Assert.Null(system.Refuse(x, y));
        var read = system.ToWgs84(x, y);
        Assert.Equal(longitude, read.Longitude, 1e-8);
        Assert.Equal(latitude, read.Latitude, 1e-8);
        var written = system.FromWgs84(longitude, latitude);
        Assert.Equal(x, written.X, 0.01);
        Assert.Equal(y, written.Y, 0.01);
        Assert.Equal(caveat, system.DatumCaveat is not null);
        Assert.True(CoordinateSystems.TryGet(system.Id, out var again, out _));
        Assert.Equal(read, again.ToWgs84(x, y));
    }

    // Texts by projinfo, positions by cs2cs 9.1.
    [Theory]
    [InlineData("PROJCS[\"LUREF / Luxembourg TM\",GEOGCS[\"LUREF\",DATUM[\"Luxembourg_Reference_Frame\",SPHEROID[\"International 1924\",6378388,297]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",49.8333333333333],PARAMETER[\"central_meridian\",6.16666666666667],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",80000],PARAMETER[\"false_northing\",100000],UNIT[\"metre\",1]]", 80000, 100000, 6.1666666667, 49.8333333333)]
    [InlineData("PROJCS[\"NTF (Paris) / Lambert zone II\",GEOGCS[\"NTF (Paris)\",DATUM[\"Nouvelle_Triangulation_Francaise_Paris\",SPHEROID[\"Clarke 1880 (IGN)\",6378249.2,293.466021293627]],PRIMEM[\"Paris\",2.33722917],UNIT[\"grad\",0.0157079632679489]],PROJECTION[\"Lambert_Conformal_Conic_1SP\"],PARAMETER[\"latitude_of_origin\",52],PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",0.99987742],PARAMETER[\"false_easting\",600000],PARAMETER[\"false_northing\",2200000],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 600000, 2428000, 2.3372291667, 48.8504159149)]
    [InlineData("PROJCS[\"NAD83 / Conus Albers\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS 1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Albers_Conic_Equal_Area\"],PARAMETER[\"latitude_of_center\",23],PARAMETER[\"longitude_of_center\",-96],PARAMETER[\"standard_parallel_1\",29.5],PARAMETER[\"standard_parallel_2\",45.5],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 100000, 2000000, -94.8015018685, 41.0033802357)]
    [InlineData("PROJCS[\"Palestine 1923 / Palestine Grid\",GEOGCS[\"Palestine 1923\",DATUM[\"Palestine_1923\",SPHEROID[\"Clarke 1880 (Benoit)\",6378300.789,293.466315538981]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Cassini_Soldner\"],PARAMETER[\"latitude_of_origin\",31.7340969444444],PARAMETER[\"central_meridian\",35.2120805555556],PARAMETER[\"false_easting\",170251.555],PARAMETER[\"false_northing\",126867.909],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 170000, 130000, 35.2094253393, 31.7623449711)]
    [InlineData("PROJCS[\"S-JTSK / Krovak East North\",GEOGCS[\"S-JTSK\",DATUM[\"System_of_the_Unified_Trigonometrical_Cadastral_Network\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Krovak\"],PARAMETER[\"latitude_of_center\",49.5],PARAMETER[\"longitude_of_center\",24.8333333333333],PARAMETER[\"azimuth\",30.2881397527778],PARAMETER[\"pseudo_standard_parallel_1\",78.5],PARAMETER[\"scale_factor\",0.9999],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", -740000, -1040000, 14.4555317869, 50.1185257193)]
    [InlineData("PROJCS[\"WGS 84 / World Mercator\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Mercator_1SP\"],PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 11700000, 3550000, 105.1028882420, 30.5287753578)]
    [InlineData("PROJCS[\"SAD69 / Brazil Polyconic\",GEOGCS[\"SAD69\",DATUM[\"South_American_Datum_1969\",SPHEROID[\"GRS 1967 Modified\",6378160,298.25]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Polyconic\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",-54],PARAMETER[\"false_easting\",5000000],PARAMETER[\"false_northing\",10000000],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 4700000, 7400000, -56.9367122225, -23.4730674089)]
    [InlineData("PROJCS[\"Pulkovo 1942 / Caspian Sea Mercator\",GEOGCS[\"Pulkovo 1942\",DATUM[\"Pulkovo_1942\",SPHEROID[\"Krassowsky 1940\",6378245,298.3]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Mercator_2SP\"],PARAMETER[\"standard_parallel_1\",42],PARAMETER[\"central_meridian\",51],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]", -1000000, 3000000, 38.9303066925, 34.1932868185)]
    [InlineData("PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\",463000],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 121000, 487000, 4.8883315401, 52.3708387764)]
    [InlineData("PROJCS[\"Batavia / NEIEZ\",GEOGCS[\"Batavia\",DATUM[\"Batavia\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Mercator_1SP\"],PARAMETER[\"central_meridian\",110],PARAMETER[\"scale_factor\",0.997],PARAMETER[\"false_easting\",3900000],PARAMETER[\"false_northing\",900000],UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]", 3900000, 900000, 110.0000000000, 0.0000000000)]
    public void Other_projections_agree_with_proj(string wkt, double x, double y, double longitude, double latitude)
    {
        var system = CoordinateSystems.FromWkt(wkt).System!;
        var read = system.ToWgs84(x, y);
        Assert.Equal(longitude, read.Longitude, 1e-8);
        Assert.Equal(latitude, read.Latitude, 1e-8);
    }

    [Fact]
    public void Every_prj_among_the_awkward_files_is_read_but_the_one_without_a_projection()
    {
        var folder = Path.GetDirectoryName(SharedData.File("awkward-files/SOURCE.md"))!;
        var unread = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).Equals(".prj", StringComparison.OrdinalIgnoreCase))
            .Select(file => (file, Reading: CoordinateSystems.FromWkt(File.ReadAllText(file))))
            .Where(read => read.Reading.System is null).ToArray();

        var (name, reading) = Assert.Single(unread);
        Assert.EndsWith("three_points.prj", name, StringComparison.Ordinal);
        Assert.Contains("Unknown Projection", reading.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_samples_of_real_prj_files_are_recognised_and_written_letter_by_letter()
    {
        var samples = File.ReadLines(SharedData.File("coordinate-truth/esri_prj_samples.txt")).Where(line => line.Length > 0).ToArray();
        Assert.Equal([4523, 4544, 4527, 2359, 2411], samples.Select(sample => CoordinateSystems.FromWkt(sample).System!.Srid));
        Assert.All(samples, sample => Assert.Equal(sample, CoordinateSystems.FromWkt(sample).System!.EsriWkt));
    }

    [Fact]
    public void What_is_written_as_prj_is_recognised_as_the_same_system()
    {
        Assert.All(CoordinateSystems.All.Where(system => system.Srid != 0), system => Assert.Same(system, CoordinateSystems.FromWkt(system.EsriWkt).System));
        Assert.All(CoordinateSystems.All.Where(system => system.Srid == 0), system => Assert.Null(system.EsriWkt));
    }

    [Theory]
    [InlineData("PROJCS[\"XA80\",GEOGCS[\"unnamed\",DATUM[\"unknown\",SPHEROID[\"IAG\",6378140,298.257]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"central_meridian\",105],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",35500000],UNIT[\"Meter\",1]]", "EPSG:2359")]
    [InlineData("PROJCS[\"x\",GEOGCS[\"unnamed\",DATUM[\"unknown\",SPHEROID[\"Krassovsky\",6378245,298.3]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"central_meridian\",117],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",500000],UNIT[\"Meter\",1]]", "EPSG:2436")]
    [InlineData("COMPD_CS[\"CGCS2000 + height\",GEOGCS[\"CGCS2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]],VERT_CS[\"Yellow Sea\",VERT_DATUM[\"Y\",2005],UNIT[\"metre\",1]]]", "EPSG:4490")]
    [InlineData("PROJCRS[\"CGCS2000 / 3-degree Gauss-Kruger CM 114E\",BASEGEOGCRS[\"x\"],ID[\"EPSG\",4547]]", "EPSG:4547")]
    [InlineData("\uFEFFGEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\", DATUM[\"D_China_2000\", SPHEROID[\"CGCS2000\", 6378137.0, 298.257222101]],\r\n PRIMEM[\"Greenwich\", 0.0], UNIT[\"Degree\", 0.0174532925199433]]\r\n\0", "EPSG:4490")]
    public void Unusual_spellings_are_recognised(string wkt, string id) =>
        Assert.Equal(id, CoordinateSystems.FromWkt(wkt).System?.Id);

    [Fact]
    public void A_shift_that_the_file_gives_is_applied()
    {
        var wkt = LocalDegrees.Replace("SPHEROID", "TOWGS84[100,0,0],SPHEROID", StringComparison.Ordinal);
        var system = CoordinateSystems.FromWkt(wkt).System!;

        // Along x, which leaves the earth at 0° E, 0° N: at 90° E a hundred metres are as many to the west.
        var (longitude, latitude) = system.ToWgs84(90, 0);
        Assert.Equal(90 - 100 / 111_319.49, longitude, 1e-7);
        Assert.Equal(0, latitude, 1e-9);
        Assert.Null(system.DatumCaveat);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("  \0", "empty")]
    [InlineData("GEOGCS[\"x\"", "not well-known text")]
    [InlineData("WGS 84", "not well-known text")]
    [InlineData("GEOGCS[\"x\"]]", "not well-known text")]
    [InlineData("GEOGCS[\"x\",DATUM[\"d\"]]", "no ellipsoid")]
    [InlineData("PROJCS[\"x\",PROJECTION[\"Transverse_Mercator\"]]", "no ellipsoid")]
    [InlineData("LOCAL_CS[\"site\",UNIT[\"metre\",1]]", "control points")]
    [InlineData("GEOCCS[\"x\"]", "GEOCCS")]
    [InlineData("PROJCRS[\"x\",ID[\"EPSG\",99999]]", "PROJCRS")]
    [InlineData("PROJCS[\"x\",GEOGCS[\"g\",DATUM[\"d\",SPHEROID[\"s\",6378137,298.25]]],PROJECTION[\"Bonne\"],UNIT[\"m\",1]]", "Bonne")]
    [InlineData("PROJCS[\"x\",GEOGCS[\"g\",DATUM[\"d\",SPHEROID[\"s\",6378137,298.25]]],PROJECTION[\"Albers\"],PARAMETER[\"standard_parallel_1\",40],PARAMETER[\"standard_parallel_2\",-40],UNIT[\"m\",1]]", "cannot compute")]
    public void What_cannot_be_read_is_refused_with_the_reason(string? wkt, string reason)
    {
        var reading = CoordinateSystems.FromWkt(wkt);
        Assert.Null(reading.System);
        Assert.Contains(reason, reading.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_nested_without_end_is_refused() =>
        Assert.Null(CoordinateSystems.FromWkt(string.Concat(Enumerable.Repeat("GEOGCS[", 5_000))).System);

    [Fact]
    public void A_damaged_prj_is_read_or_refused_but_never_breaks()
    {
        var sample = CoordinateSystems.Find(4527)!.EsriWkt!;
        string[] instead = ["", "[", "]", "\"", "-1", "e400", "0"];
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Int[1, 40], Gen.Int[0, instead.Length - 1]).Sample((at, length, which) =>
        {
            var reading = CoordinateSystems.FromWkt(sample[..at] + instead[which] + sample[Math.Min(sample.Length, at + length)..]);
            _ = reading.System?.ToWgs84(39_500_000, 4_000_000);
            return reading.Sentence.Length > 0;
        });
    }
}
