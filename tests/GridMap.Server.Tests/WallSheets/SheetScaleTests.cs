using GridMap.Server.WallSheets;
using NetTopologySuite.Geometries;
using SkiaSharp;

namespace GridMap.Server.Tests.WallSheets;

public sealed class SheetScaleTests
{
    [Theory]
    [InlineData(18_300, 20_000)]
    [InlineData(20_000, 20_000)]
    [InlineData(20_001, 25_000)]
    [InlineData(99_000, 100_000)]
    [InlineData(101_000, 125_000)]
    [InlineData(3, 100)]
    public void A_scale_is_the_next_usual_one(double needed, int denominator) => Assert.Equal(denominator, SheetScale.Fitting(needed));

    [Theory]
    [InlineData(999, 500)]
    [InlineData(1000, 1000)]
    [InlineData(4999, 2000)]
    [InlineData(0.3, 0.2)]
    public void A_scale_bar_is_of_a_usual_length(double most, double metres) => Assert.Equal(metres, SheetScale.BarMetres(most), 1e-9);

    [Fact]
    public void A_kilometre_of_ground_is_as_long_on_paper_as_the_scale_says()
    {
        var bounds = new Envelope(104, 104.1, 36, 36.1);
        var plane = new SheetPlane(bounds, new SKRect(0, 0, 1000, 1000), 25_000);
        // EPSG:4490 at 36.05 degrees: a minute of latitude is 1849.5 m, of longitude 1501.9 m (GRS 80).
        var (from, north, east) = (plane.At(104.05, 36.05), plane.At(104.05, 36.05 + 1 / 60.0), plane.At(104.05 + 1 / 60.0, 36.05));
        Assert.Equal(1849.4, from.Distance(north) / SheetPaper.Mm * 25, 0.5);
        Assert.Equal(1501.8, from.Distance(east) / SheetPaper.Mm * 25, 0.5);
        Assert.Equal((500, 500), (Math.Round(from.X), Math.Round(from.Y)));
    }
}
