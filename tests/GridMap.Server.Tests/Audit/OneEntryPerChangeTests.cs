using System.Text.Json;
using CsCheck;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Commands;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

/// <summary>Whatever is sent, however often and at whatever revision: what was stored has one entry, the rest none.</summary>
public sealed class OneEntryPerChangeTests(PostgisFixture postgis)
{
    // Each change of an issue or facility stands in table change once; and its revisions follow each other.
    private const string Differing =
        """
        SELECT coalesce(string_agg(concat_ws(' ', entity, entity_id, action, changes, entries), E'\n'), '')
        FROM (
            SELECT entity, entity_id, entity || '.' || action AS action, count(*) AS changes FROM change
            WHERE entity IN ('issue', 'facility') GROUP BY 1, 2, 3
        ) AS c
        FULL JOIN (
            SELECT entity, entity_id, action, count(*) AS entries FROM audit_entry
            WHERE county_code = '990101' AND outcome = 'done' GROUP BY 1, 2, 3
        ) AS a USING (entity, entity_id, action)
        WHERE changes IS DISTINCT FROM entries
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_sequence_of_requests_leaves_as_many_entries_as_changes()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();

        await Request.SampleAsync(async request => await SendAsync(county, request, ids), iter: 200, threads: 1);

        Assert.Equal("", await county.SqlScalarAsync<string>(Differing));
        // Of thirty that could be done at most; chance leaves fewer than twenty at times.
        Assert.True(await county.SqlScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE outcome = 'done'") > 10);
        Assert.Equal(0L, await county.SqlScalarAsync<long>(
            "SELECT count(*) FROM audit_entry AS a JOIN change AS c ON c.entity_id = a.entity_id AND a.action = c.entity || '.' || c.action WHERE a.action = 'issue.added' AND a.content -> 'after' <> c.after"));
    }

    [Fact]
    public async Task Sixteen_senders_of_the_same_report_leave_one_entry()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var report = new ReportIssue(Guid.CreateVersion7(), "暴露垃圾", county.At("A"));

        await Parallel.ForEachAsync(Enumerable.Range(0, 16 * 10), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (_, _) => await county.SendAsync(HttpMethod.Post, "issues", report));

        Assert.Equal(["issue.added"], (await county.AuditAsync()).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Eight_people_at_once_leave_an_unbroken_chain()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var number = 0; number < 20; number++) await county.ReportIssueAsync("B");
        }));

        await using var output = new StringWriter();
        Assert.Equal(0, await AuditCommand.VerifyAsync(county.Db, null, output, Ct));
        Assert.Contains("990101: 160 entries", output.ToString(), StringComparison.Ordinal);
    }

    private static Gen<(int Kind, int Thing, int Revision, int Variant)> Request =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1, 4], Gen.Int[0, 2]);

    private static async Task SendAsync(TestCounty county, (int Kind, int Thing, int Revision, int Variant) request, Guid[] ids)
    {
        var (id, tag) = (ids[request.Thing], $"\"{request.Revision}\"");
        var answer = request.Kind switch
        {
            0 => await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(id, $"类{request.Variant}", county.At("A"))),
            1 => await county.SendAsync(HttpMethod.Patch, $"issues/{id}", $$"""{"description":"{{request.Variant}}"}""", tag),
            2 => await county.SendAsync(HttpMethod.Patch, $"issues/{id}", JsonSerializer.Serialize(new { status = request.Variant == 0 ? "resolved" : "open", isDeleted = false }), tag),
            3 => await county.SendAsync(HttpMethod.Delete, $"issues/{id}", ifMatch: tag),
            4 => await county.SendAsync(HttpMethod.Post, "facilities", new AddFacility(id, "toilet.dry", $"厕{request.Variant}", county.At("B"))),
            _ => await county.SendAsync(HttpMethod.Patch, $"facilities/{id}", $$"""{"name":"厕{{request.Variant}}"}""", tag),
        };
        Assert.True(answer.Status < 500, answer.Text);
    }
}
