using GridMap.Viewer.Downloads;

namespace GridMap.Viewer.Tests.Downloads;

public sealed class ExportSystemTests
{
    [Theory]
    [InlineData(104.7, 104.9, "4326 4490 4544 4523 4507 4496")]
    [InlineData(103.4, 103.6, "4326 4490 4543 4522 4544 4523 4507 4496")]
    [InlineData(119.9, 120.1, "4326 4490 4549 4528 4509 4498 4510 4499")]
    [InlineData(73.5, 73.9, "4326 4490 4534 4513 4502 4491")]
    [InlineData(-71.2, -70.9, "4326 4490")]
    public void A_county_is_offered_the_zones_it_lies_in(double west, double east, string expected) =>
        Assert.Equal(expected, string.Join(' ', ExportSystem.For([west, 30, east, 31]).Select(system => system.Epsg)));

    [Fact]
    public void A_county_without_grids_is_offered_degrees() => Assert.Equal([4326, 4490], ExportSystem.For(null).Select(system => system.Epsg));
}
