using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Viewer.Audit;

namespace GridMap.Viewer.Tests.Audit;

public sealed class AuditDifferenceTests
{
    [Fact]
    public void Only_what_differs_is_told_each_as_it_was_and_is() => Assert.Equal(
        [new("status", "open", "resolved"), new("place.grid", "A", "B"), new("dueAt", "2026-11-24", null)],
        AuditDifference.Of(Entry(
            """{"status":"open","category":"litter","place":{"grid":"A","town":"T"},"dueAt":"2026-11-24"}""",
            """{"status":"resolved","category":"litter","place":{"grid":"B","town":"T"},"dueAt":null}""")));

    [Fact]
    public void What_is_new_has_no_before_and_the_detail_comes_last() => Assert.Equal(
        [new("name", null, "wang"), new("path", null, "/api/accounts")],
        AuditDifference.Of(Entry(null, """{"name":"wang","unit":null}""", """{"path":"/api/accounts"}""")));

    [Fact]
    public void A_long_text_is_cut() =>
        Assert.Equal(201, Assert.Single(AuditDifference.Of(Entry(null, $$"""{"text":"{{new string('x', 5000)}}"}"""))).After!.Length);

    [Fact]
    public void The_pages_address_says_what_is_asked_for_and_no_more()
    {
        var query = new AuditQuery(IsServer: true, " wang ", "", "refused", "", "");
        Assert.Equal([("of", "server"), ("actor", "wang"), ("outcome", "refused")], query.Address.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!)));
        Assert.Equal("limit=100&actor=wang&outcome=refused&from=2026-11-22T16%3A00%3A00Z",
            query.Parameters(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(8)), null));
    }

    private static AuditEntry Entry(string? before, string? after, string? detail = null) =>
        new(1, DateTimeOffset.UnixEpoch, "wang", null, "issue.edited", "done", "issue", "1", Parse(before), Parse(after), Parse(detail));

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
