using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Changes;

public sealed class SnapshotTextTests(PostgisFixture postgis)
{
    [Fact]
    public async Task What_is_taken_for_a_snapshot_the_database_takes_too()
    {
        (string Text, bool IsOne)[] texts =
        [
            ("1:1:", true),
            ("10:20:10", true),
            ("10:20:10,14,19", true),
            ("10:20:14,14", false),
            ("10:20:19,14", false),
            ("10:20:9", false),
            ("10:20:20", false),
            ("20:10:", false),
            ("0:1:", false),
            ("::", false),
            ("1:2", false),
            ("1:2:3:4", false),
            ("1:2:;", false),
            ("-1:2:", false),
            ("1:99999999999999999999999:", false),
        ];
        await using var database = await postgis.CreateDatabaseAsync();

        foreach (var (text, isOne) in texts)
        {
            Assert.Equal((text, isOne), (text, ChangeLog.IsSnapshot(text)));
            if (isOne) await ChangeLog.SinceAsync(database.Source, text, null, TestContext.Current.CancellationToken);
        }
    }
}
