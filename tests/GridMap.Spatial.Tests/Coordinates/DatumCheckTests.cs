using System.Text.Json;
using CsCheck;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Simplify;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class DatumCheckTests
{
    private static readonly CoordinateSystem[] Shifted = [CoordinateSystems.Gcj02, CoordinateSystems.Bd09];
    private static readonly GeometryCollection Demo = Read(Path.Combine(SharedData.RepositoryRoot(), "data/grids/demo-grids.geojson"));

    [Fact]
    public void Pairs_off_as_gcj02_and_bd09_put_them_are_told_with_what_to_choose()
    {
        Gen.Select(Gen.Double[76, 132], Gen.Double[19, 50], Gen.Int[0, 1], Gen.Int[0, 10_000]).Sample((longitude, latitude, which, seed) =>
        {
            var shift = Shifted[which];
            var (x, y) = shift.FromWgs84(longitude, latitude);
            var metres = Metres(new(longitude, latitude), new(x, y));
            if (metres < 100) return true;

            // Within the 10 km that the pairs spread over, the shift itself changes by tens of metres.
            var finding = DatumCheck.Compare(Pairs(new(longitude, latitude), seed, at => Move(shift.FromWgs84, at)), CoordinateSystems.Find(4490)!);
            return finding.Verdict == DatumVerdict.Shifted && finding.ChooseInstead == shift
                && Math.Abs(finding.OffsetMetres!.Value - metres) < 60 && finding.Sentence.Contains($"choose {shift.Name}", StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Facilities_that_stand_along_streets_are_told_from_shifted_ones()
    {
        var streets = Read(Path.Combine(SharedData.RepositoryRoot(), "data/grids/demo-streets.geojson"));
        var facilities = Read(Path.Combine(SharedData.RepositoryRoot(), "data/grids/demo-facilities.geojson")).Coordinates;
        Assert.Equal(DatumVerdict.Agrees, DatumCheck.Compare(facilities, _ => true, streets, CoordinateSystems.Wgs84).Verdict);
        foreach (var shift in Shifted)
        {
            var finding = DatumCheck.Compare([.. facilities.Select(at => Move(shift.FromWgs84, at))], _ => true, streets, CoordinateSystems.Wgs84);
            Assert.Equal((DatumVerdict.Shifted, shift), (finding.Verdict, finding.ChooseInstead));
            Assert.Contains("the county's streets", finding.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Points_all_over_a_county_are_told_by_the_strip_that_a_shift_pushes_out_of_it()
    {
        var (random, bounds) = (new Random(5), Demo.EnvelopeInternal);
        var inside = new NetTopologySuite.Algorithm.Locate.IndexedPointInAreaLocator(Demo.Union());
        bool IsInside(Coordinate at) => inside.Locate(at) != Location.Exterior;
        var points = Enumerable.Range(0, 4_000).Select(_ => new Coordinate(bounds.MinX + random.NextDouble() * bounds.Width, bounds.MinY + random.NextDouble() * bounds.Height)).Where(IsInside).ToList();
        Assert.Equal(DatumVerdict.Agrees, DatumCheck.Compare(points, IsInside, null, CoordinateSystems.Wgs84).Verdict);
        foreach (var shift in Shifted)
        {
            var finding = DatumCheck.Compare([.. points.Select(at => Move(shift.FromWgs84, at))], IsInside, null, CoordinateSystems.Wgs84);
            Assert.Equal((DatumVerdict.Shifted, shift), (finding.Verdict, finding.ChooseInstead));
        }

        Assert.Equal(DatumVerdict.CannotTell, DatumCheck.Compare(points.GetRange(0, 20), IsInside, null, CoordinateSystems.Wgs84).Verdict);
        // In the middle of the county every reading lies within it.
        var middle = points.Where(at => at.Distance(Demo.EnvelopeInternal.Centre) < 0.01).ToList();
        Assert.Equal(DatumVerdict.CannotTell, DatumCheck.Compare([.. middle, .. middle, .. middle, .. middle], IsInside, null, CoordinateSystems.Wgs84).Verdict);
    }

    [Fact]
    public void Pairs_that_agree_but_for_their_roughness_agree() =>
        Gen.Select(Gen.Double[76, 132], Gen.Double[19, 50], Gen.Int[0, 10_000]).Sample((longitude, latitude, seed) =>
            DatumCheck.Compare(Pairs(new(longitude, latitude), seed, at => at), CoordinateSystems.Wgs84).Verdict == DatumVerdict.Agrees);

    [Fact]
    public void Pairs_in_wgs84_read_as_gcj02_or_bd09_are_told()
    {
        foreach (var shift in Shifted)
        {
            var finding = DatumCheck.Compare(Pairs(new(104.8, 30.6), 1, at => Move(shift.ToWgs84, at)), shift);
            Assert.Equal(DatumVerdict.Shifted, finding.Verdict);
            Assert.Same(CoordinateSystems.Wgs84, finding.ChooseInstead);
        }
    }

    [Fact]
    public void Bd09_read_as_gcj02_is_told()
    {
        var finding = DatumCheck.Compare(
            Pairs(new(104.8, 30.6), 1, at => Move(CoordinateSystems.Gcj02.ToWgs84, Move(CoordinateSystems.Bd09.FromWgs84, at))), CoordinateSystems.Gcj02);
        Assert.Equal(DatumVerdict.Shifted, finding.Verdict);
        Assert.Same(CoordinateSystems.Bd09, finding.ChooseInstead);
    }

    [Fact]
    public void A_shift_that_was_projected_with_the_data_is_told_though_no_choice_puts_it_right()
    {
        var finding = DatumCheck.Compare(Pairs(new(104.8, 30.6), 1, at => Move(CoordinateSystems.Gcj02.FromWgs84, at)), CoordinateSystems.Find(4544)!);
        Assert.Equal(DatumVerdict.Shifted, finding.Verdict);
        Assert.Null(finding.ChooseInstead);
        Assert.Contains("before they were projected", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shifted_reference_is_told_from_shifted_data()
    {
        var finding = DatumCheck.Compare(Pairs(new(104.8, 30.6), 1, at => Move(CoordinateSystems.Gcj02.ToWgs84, at)), CoordinateSystems.Wgs84);
        Assert.Equal(DatumVerdict.Shifted, finding.Verdict);
        Assert.Null(finding.ChooseInstead);
        Assert.Contains("the county's own grids", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_third_of_wrong_positions_changes_nothing()
    {
        var pairs = Pairs(new(104.8, 30.6), 1, at => Move(CoordinateSystems.Bd09.FromWgs84, at))
            .Select((pair, number) => number % 3 == 0 ? pair with { Data = new Coordinate(pair.Data.X + 0.1, pair.Data.Y) } : pair).ToArray();
        Assert.Same(CoordinateSystems.Bd09, DatumCheck.Compare(pairs, CoordinateSystems.Wgs84).ChooseInstead);
    }

    [Fact]
    public void A_hundred_metres_in_another_direction_are_an_old_datum_not_a_shift()
    {
        var finding = DatumCheck.Compare(Pairs(new(104.8, 30.6), 1, at => new Coordinate(at.X - 0.0008, at.Y - 0.0006)), CoordinateSystems.Find(4544)!);
        Assert.Equal(DatumVerdict.OtherOffset, finding.Verdict);
        Assert.InRange(finding.OffsetMetres!.Value, 80, 125);
        Assert.Contains("south-west", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_pairs_or_pairs_off_in_all_directions_tell_nothing()
    {
        Assert.Equal(DatumVerdict.CannotTell, DatumCheck.Compare(Pairs(new(104.8, 30.6), 1, at => at)[..2], CoordinateSystems.Wgs84).Verdict);
        var wild = Pairs(new(104.8, 30.6), 1, at => at).Select((pair, number) =>
            pair with { Data = new Coordinate(pair.Data.X + 0.01 * Math.Cos(number), pair.Data.Y + 0.01 * Math.Sin(number)) }).ToArray();
        Assert.Equal(DatumVerdict.CannotTell, DatumCheck.Compare(wild, CoordinateSystems.Wgs84).Verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Outlines_off_as_gcj02_and_bd09_put_them_are_told(int which)
    {
        var shift = Shifted[which];
        foreach (var county in Counties())
        {
            var finding = DatumCheck.Compare(shift.FromWgs84(county), county, CoordinateSystems.Wgs84);
            Assert.Equal(DatumVerdict.Shifted, finding.Verdict);
            Assert.Same(shift, finding.ChooseInstead);
            var (x, y) = (county.EnvelopeInternal.Centre.X, county.EnvelopeInternal.Centre.Y);
            Assert.Equal(Metres(new(x, y), Move(shift.FromWgs84, new(x, y))), finding.OffsetMetres!.Value, 30d);
        }
    }

    [Fact]
    public void A_coarser_or_finer_division_than_the_countys_is_compared_all_the_same()
    {
        foreach (var county in Counties())
        {
            var boundary = county.Union();
            var part = county.Factory.CreateGeometryCollection([.. Enumerable.Range(0, county.NumGeometries).Where(at => at % 4 == 0).Select(county.GetGeometryN)]);
            var rough = DouglasPeuckerSimplifier.Simplify(county, 0.00005);
            foreach (var data in new[] { boundary, part, rough })
            {
                Assert.Same(CoordinateSystems.Gcj02, DatumCheck.Compare(CoordinateSystems.Gcj02.FromWgs84(data), county, CoordinateSystems.Wgs84).ChooseInstead);
                Assert.Equal(DatumVerdict.Agrees, DatumCheck.Compare(data, county, CoordinateSystems.Wgs84).Verdict);
            }
        }
    }

    [Fact]
    public void Outlines_off_by_an_old_datum_are_told_with_how_far()
    {
        foreach (var county in Counties())
        {
            var moved = new AffineTransformation().SetToTranslation(0.0008, -0.0006).Transform(county);
            var finding = DatumCheck.Compare(moved, county, CoordinateSystems.Find(4548)!);
            Assert.Equal(DatumVerdict.OtherOffset, finding.Verdict);
            Assert.InRange(finding.EastMetres!.Value, 60, 85);
            Assert.InRange(finding.NorthMetres!.Value, -75, -58);
        }
    }

    [Fact]
    public void Outlines_that_follow_none_of_the_countys_tell_nothing()
    {
        var random = new Random(5);
        foreach (var county in Counties())
        {
            var bounds = county.EnvelopeInternal;
            var circles = county.Factory.CreateGeometryCollection([.. Enumerable.Range(0, 40).Select(_ => county.Factory
                .CreatePoint(new Coordinate(bounds.MinX + random.NextDouble() * bounds.Width, bounds.MinY + random.NextDouble() * bounds.Height)).Buffer(0.004))]);
            Assert.Equal(DatumVerdict.CannotTell, DatumCheck.Compare(circles, county, CoordinateSystems.Wgs84).Verdict);
        }
    }

    [Fact]
    public void Points_without_pairs_and_data_of_another_county_tell_nothing()
    {
        Assert.Contains("paired with nothing", DatumCheck.Compare(Demo.Centroid, Demo, CoordinateSystems.Wgs84).Sentence, StringComparison.Ordinal);
        Assert.Contains("no outlines yet", DatumCheck.Compare(Demo, Demo.Factory.CreateGeometryCollection(), CoordinateSystems.Wgs84).Sentence, StringComparison.Ordinal);
        var far = new AffineTransformation().SetToTranslation(3, 0).Transform(Demo);
        Assert.Contains("km off the county", DatumCheck.Compare(far, Demo, CoordinateSystems.Wgs84).Sentence, StringComparison.Ordinal);
    }

    private static GeometryCollection[] Counties()
    {
        var beijing = Path.Combine(SharedData.Root, "beijing-subdistricts/beijing_subdistricts_lonlat_bj54_as_4326.geojson");
        return File.Exists(beijing) ? [Demo, Read(beijing)] : [Demo];
    }

    private static GeometryCollection Read(string file)
    {
        using var collection = JsonDocument.Parse(File.ReadAllBytes(file));
        return new GeometryFactory().CreateGeometryCollection(
            [.. collection.RootElement.GetProperty("features").EnumerateArray().Select(feature => GeoJson.Read(feature.GetProperty("geometry")))]);
    }

    // Twelve things within 10 km, each given up to 15 m off.
    private static PositionPair[] Pairs(Coordinate middle, int seed, Func<Coordinate, Coordinate> asData)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 12).Select(_ =>
        {
            var at = new Coordinate(middle.X + random.NextDouble() * 0.1 - 0.05, middle.Y + random.NextDouble() * 0.1 - 0.05);
            var data = asData(at);
            return new PositionPair(new Coordinate(data.X + (random.NextDouble() - 0.5) * 0.0002, data.Y + (random.NextDouble() - 0.5) * 0.0002), at);
        })];
    }

    private static Coordinate Move(Func<double, double, (double X, double Y)> move, Coordinate at)
    {
        var (x, y) = move(at.X, at.Y);
        return new Coordinate(x, y);
    }

    private static double Metres(Coordinate from, Coordinate to) =>
        double.Hypot((to.X - from.X) * 111_320 * Math.Cos(double.DegreesToRadians(from.Y)), (to.Y - from.Y) * 111_000);
}
