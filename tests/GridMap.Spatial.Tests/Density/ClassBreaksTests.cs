using CsCheck;
using GridMap.Spatial.Density;

namespace GridMap.Spatial.Tests.Density;

public sealed class ClassBreaksTests
{
    [Fact]
    public void Without_any_problem_the_breaks_are_the_plain_series() =>
        Assert.Equal([1, 2, 3, 5, 10], ClassBreaks.From([0, 0, double.NaN]));

    [Fact]
    public void Skewed_densities_get_rounded_breaks_that_spread_the_grids()
    {
        var values = Enumerable.Range(1, 480).Select(rank => 200 * Math.Pow(rank / 480.0, 3)).ToArray();

        var breaks = ClassBreaks.From(values);

        Assert.Equal([0.5, 5, 20, 50, 100], breaks);
    }

    [Fact]
    public void Counts_have_no_break_below_one() =>
        Assert.Equal([1, 2, 3, 5, 10], ClassBreaks.From([1, 1, 1, 1, 2], wholeNumbers: true));

    [Fact]
    public void Densities_below_one_keep_exact_decimals() =>
        Assert.Equal([0.3, 0.5, 1, 2, 3], ClassBreaks.From([0.3, 0.3, 0.3]));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 2)]
    [InlineData(10, 5)]
    [InlineData(11, 6)]
    public void Zero_is_its_own_class_and_breaks_belong_to_the_lower_one(double value, int expected) =>
        Assert.Equal(expected, ClassBreaks.ClassOf(value, [1, 2, 3, 5, 10]));

    [Fact]
    public void Breaks_ascend_and_do_not_depend_on_the_order_of_the_values() =>
        Gen.Select(Gen.Double[0, 1e6].Array[0, 50], Gen.Bool).Sample((values, whole) =>
        {
            var breaks = ClassBreaks.From(values, whole);
            return breaks.Length == ClassBreaks.Count
                && breaks[0] > 0
                && breaks.Zip(breaks.Skip(1)).All(pair => pair.First < pair.Second)
                && breaks.SequenceEqual(ClassBreaks.From(values.Reverse(), whole));
        });

    [Fact]
    public void Extreme_values_still_give_ascending_breaks() =>
        Assert.All<double[]>([[double.MaxValue], [double.Epsilon], [double.Epsilon, 1, double.MaxValue, double.PositiveInfinity]], values =>
            Assert.All(ClassBreaks.From(values).Zip(ClassBreaks.From(values).Skip(1)), pair => Assert.True(pair.First < pair.Second)));
}
