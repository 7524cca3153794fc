using GridMap.Viewer.Text;

namespace GridMap.Viewer.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.04, "<0.1")]
    [InlineData(0.44, "0.4")]
    [InlineData(41.23, "41.2")]
    [InlineData(267.4, "267")]
    [InlineData(12840.2, "12,840")]
    public void Density_has_the_digits_it_deserves(double density, string expected) => Assert.Equal(expected, Figures.Density(density));

    [Theory]
    [InlineData(900, "900 m²")]
    [InlineData(10_000, "0.01 km²")]
    [InlineData(563_000, "0.56 km²")]
    [InlineData(1_284_000_000, "1,284 km²")]
    public void Area_is_told_in_the_unit_that_suits_it(double squareMetres, string expected) =>
        Assert.Equal(expected, Figures.Area(squareMetres));

    [Fact]
    public void Thousands_are_set_apart() => Assert.Equal("1,284", Figures.Whole(1284));

    [Fact]
    public void Longitude_comes_before_latitude() => Assert.Equal("104.75000, 30.45000", Figures.Degrees(104.75, 30.45));
}
