using GridMap.Viewer.Time;

namespace GridMap.Viewer.Tests.Time;

public sealed class CountyClockTests
{
    private readonly CountyClock clock = new(new FixedZones(), new StandingClock(new DateTimeOffset(2026, 11, 23, 17, 30, 0, TimeSpan.Zero)));

    [Fact]
    public void Day_begins_at_the_countys_midnight() => Assert.Equal(new DateOnly(2026, 11, 24), clock.Today);

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-23T12:00", 4)]
    [InlineData("America/New_York", "2026-10-31T12:00", 16)]
    [InlineData("America/New_York", "2026-11-02T12:00", 17)]
    public void Field_is_read_on_the_countys_clocks(string zone, string field, int hourUtc)
    {
        clock.Zone = zone;
        Assert.True(clock.TryFromField(field, out var moment));
        Assert.Equal(hourUtc, moment!.Value.UtcDateTime.Hour);
        Assert.Equal(field, clock.ToField(moment));
    }

    [Fact]
    public void Empty_field_is_no_time()
    {
        Assert.True(clock.TryFromField(" ", out var moment));
        Assert.Null(moment);
    }
}
