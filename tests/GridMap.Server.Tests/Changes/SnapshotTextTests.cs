using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Changes;

public sealed class SnapshotTextTests(PostgisFixture postgis)
{
    [Theory]
    [InlineData("1:1:", true)]
    [InlineData("10:20:10", true)]
    [InlineData("10:20:10,14,19", true)]
    [InlineData("10:20:14,14", false)]
    [InlineData("10:20:19,14", false)]
    [InlineData("10:20:9", false)]
    [InlineData("10:20:20", false)]
    [InlineData("20:10:", false)]
    [InlineData("0:1:", false)]
    [InlineData("::", false)]
    [InlineData("1:2", false)]
    [InlineData("1:2:3:4", false)]
    [InlineData("1:2:;", false)]
    [InlineData("-1:2:", false)]
    [InlineData("1:99999999999999999999999:", false)]
    public async Task What_is_taken_for_a_snapshot_the_database_takes_too(string text, bool expected)
    {
        Assert.Equal(expected, ChangeLog.IsSnapshot(text));
        if (!expected) return;
        await using var database = await postgis.CreateDatabaseAsync();
        Assert.NotEmpty((await ChangeLog.SinceAsync(database.Source, text, null, TestContext.Current.CancellationToken)).Snapshot);
    }
}
