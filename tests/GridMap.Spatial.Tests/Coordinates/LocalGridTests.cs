using CsCheck;
using GridMap.Spatial.Coordinates;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class LocalGridTests
{
    private static readonly CoordinateSystem Zone = CoordinateSystems.Find(4544)!;

    [Fact]
    public void A_turned_and_moved_grid_is_found_again_from_its_points()
    {
        var turn = Gen.Select(Gen.Double[-180, 180], Gen.Double[0.999, 1.001], Gen.Double[300_000, 700_000], Gen.Double[3_000_000, 5_000_000]);
        turn.Sample((degrees, scale, east, north) =>
        {
            var points = Points(degrees, scale, east, north);
            var similarity = LocalGrid.Fit(points, Zone, LocalGridKind.Similarity);
            var affine = LocalGrid.Fit(points, Zone, LocalGridKind.Affine);
            return similarity.RmsMetres < 1e-6 && affine.RmsMetres < 1e-6
                && Math.Abs(similarity.Scale - scale) < 1e-9
                && Math.Abs(Math.IEEERemainder(similarity.RotationDegrees - degrees, 360)) < 1e-6
                && LandsOn(similarity.System!, points[2]) && LandsOn(affine.System!, points[2]) && ComesBack(similarity.System!) && ComesBack(affine.System!);
        });
    }

    [Fact]
    public void A_point_that_was_mistyped_shows_in_its_residual()
    {
        var points = Points(12, 1, 500_000, 4_000_000);
        points[3] = points[3] with { X = points[3].X + 8 };

        var fit = LocalGrid.Fit(points, Zone, LocalGridKind.Similarity);

        Assert.Equal(points[3].Name, fit.Residuals.MaxBy(residual => residual.DistanceMetres)!.Name);
        Assert.InRange(fit.RmsMetres, 1, 8);
        Assert.Contains($"the worst is '{points[3].Name}'", fit.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stretched_grid_needs_the_affine_fit()
    {
        ControlPoint[] points = [.. Points(0, 1, 500_000, 4_000_000).Select(point => point with { LocalX = point.LocalX * 1.002 })];

        Assert.True(LocalGrid.Fit(points, Zone, LocalGridKind.Similarity).RmsMetres > 0.1);
        Assert.Equal(0, LocalGrid.Fit(points, Zone, LocalGridKind.Affine).RmsMetres, 1e-6);
    }

    [Fact]
    public void Exchanged_columns_are_noticed()
    {
        ControlPoint[] points = [.. Points(5, 1, 500_000, 4_000_000).Select(point => point with { LocalX = point.LocalY, LocalY = point.LocalX })];
        Assert.Contains("x and y exchanged", LocalGrid.Fit(points, Zone, LocalGridKind.Similarity).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_in_feet_is_noticed()
    {
        ControlPoint[] points = [.. Points(5, 0.3048, 500_000, 4_000_000)];
        Assert.Contains("0.3048 m", LocalGrid.Fit(points, Zone, LocalGridKind.Similarity).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LocalGridKind.Similarity, 2)]
    [InlineData(LocalGridKind.Affine, 3)]
    public void The_fewest_points_fit_and_it_is_said_that_nothing_checks_them(LocalGridKind kind, int count)
    {
        var fit = LocalGrid.Fit(Points(5, 1, 500_000, 4_000_000)[..count], Zone, kind);

        Assert.NotNull(fit.System);
        Assert.Contains("give one more", fit.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_is_found_again_by_its_id_to_the_last_bit()
    {
        var system = LocalGrid.Fit(Points(33.3, 1.0001, 512_345.678, 3_987_654.321), Zone, LocalGridKind.Similarity).System!;

        Assert.True(CoordinateSystems.TryGet(system.Id, out var again, out _));
        Assert.Equal(system.ToWgs84(1234.5, 678.9), again.ToWgs84(1234.5, 678.9));
        Assert.Equal(system.Id, again.Id);
    }

    [Theory]
    [InlineData("local:4326:1,2,3,4,5,6")]
    [InlineData("local:4544:1,2,3,4,5")]
    [InlineData("local:4544:0,0,0,0,0,0")]
    [InlineData("local:4544:1,2,3,4,5,e")]
    public void A_damaged_id_is_refused(string id) => Assert.False(CoordinateSystems.TryGet(id, out _, out _));

    [Fact]
    public void Points_that_tie_nothing_are_refused_with_the_reason()
    {
        var points = Points(0, 1, 500_000, 4_000_000);
        ControlPoint[] one = [.. points.Select(point => point with { LocalX = 5, LocalY = 5 })];
        ControlPoint[] line = [.. points.Select(point => point with { LocalY = point.LocalX })];

        Assert.Contains("2 control points are needed, 1", Refusal(points[..1], LocalGridKind.Similarity), StringComparison.Ordinal);
        Assert.Contains("3 control points are needed, 2", Refusal(points[..2], LocalGridKind.Affine), StringComparison.Ordinal);
        Assert.Contains("all in one place in the local grid", Refusal(one, LocalGridKind.Similarity), StringComparison.Ordinal);
        Assert.Contains("on one line in the local grid", Refusal(line, LocalGridKind.Affine), StringComparison.Ordinal);
        Assert.Contains("finite", Refusal([points[0], points[1] with { X = double.NaN }], LocalGridKind.Similarity), StringComparison.Ordinal);
        Assert.Contains("cannot be in", Refusal([points[0], points[1] with { X = 35_500_000 }], LocalGridKind.Similarity), StringComparison.Ordinal);
        Assert.Contains("projected system", LocalGrid.Fit(points, CoordinateSystems.Wgs84, LocalGridKind.Similarity).Sentence, StringComparison.Ordinal);
    }

    private static string Refusal(ControlPoint[] points, LocalGridKind kind)
    {
        var fit = LocalGrid.Fit(points, Zone, kind);
        Assert.Null(fit.System);
        return fit.Sentence;
    }

    private static ControlPoint[] Points(double degrees, double scale, double east, double north)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        (double X, double Y)[] local = [(0, 0), (4_000, 100), (3_900, 2_700), (150, 3_100), (2_000, 1_500)];
        return [.. local.Select((at, number) => new ControlPoint(
            $"P{number + 1}", at.X, at.Y, east + scale * (cosine * at.X - sine * at.Y), north + scale * (sine * at.X + cosine * at.Y)))];
    }

    private static bool LandsOn(CoordinateSystem grid, ControlPoint point)
    {
        var (longitude, latitude) = grid.ToWgs84(point.LocalX, point.LocalY);
        var expected = Zone.ToWgs84(point.X, point.Y);
        return Math.Abs(longitude - expected.Longitude) < 1e-9 && Math.Abs(latitude - expected.Latitude) < 1e-9;
    }

    private static bool ComesBack(CoordinateSystem grid)
    {
        var (longitude, latitude) = grid.ToWgs84(1_000, 2_000);
        var (x, y) = grid.FromWgs84(longitude, latitude);
        return Math.Abs(x - 1_000) < 1e-3 && Math.Abs(y - 2_000) < 1e-3;
    }
}
