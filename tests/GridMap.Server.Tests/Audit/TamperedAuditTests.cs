using System.Text.Json.Nodes;
using CsCheck;
using GridMap.Server.Audit;
using GridMap.Server.Commands;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

/// <summary>Whoever owns the database can change the audit, and is found out: by the chain, or by an anchor.</summary>
public sealed class TamperedAuditTests(PostgisFixture postgis)
{
    private const int Entries = 12;

    // Hashes that fit again, from an entry on: what a careful forger would do.
    private const string Rehash =
        """
        DO $$
        DECLARE entry record; previous bytea := '';
        BEGIN
            FOR entry IN SELECT sequence, content FROM audit_entry WHERE county_code = '990101' ORDER BY sequence LOOP
                previous := sha256(previous || convert_to(format('/990101/%s/%s', entry.sequence, entry.content), 'UTF8'));
                UPDATE audit_entry SET sha256 = previous WHERE county_code = '990101' AND sequence = entry.sequence;
            END LOOP;
        END $$;
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untouched_audit_is_whole()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();
        await trial.AppendAsync(99);

        var (exit, output) = await trial.VerifyAsync();

        Assert.Equal(0, exit);
        Assert.Contains("990101: 13 entries", output, StringComparison.Ordinal);
        Assert.Contains("1 anchors", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_audit_at_all_is_whole_too()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, 0);
        await trial.SqlAsync("TRUNCATE audit_entry");

        Assert.Equal(0, (await trial.AnchorAsync()).Exit);
        Assert.Equal(0, (await trial.VerifyAsync()).Exit);
    }

    // Tampering of every kind at every place, each in a transaction of its own that is taken back.
    [Fact]
    public async Task Any_change_to_any_entry_is_detected()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();
        await trial.SqlAsync("ALTER TABLE audit_entry " + string.Join(", ", Columns.Select(column => $"ALTER COLUMN {column} DROP EXPRESSION")));
        await trial.SqlAsync("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_pkey");
        var whole = await trial.Database.Source.ListAsync("SELECT count(*) FROM audit_entry", [], row => row.GetInt64(0), Ct);
        Assert.Equal([Entries + 2L], whole);
        Assert.Equal(0, (await trial.VerifyAsync()).Exit);

        await Tampering.SampleAsync(async sql =>
        {
            await trial.SqlAsync("CREATE TABLE kept AS TABLE audit_entry");
            await trial.SqlAsync(sql);
            var (exit, output) = await trial.VerifyAsync();
            await trial.SqlAsync("DELETE FROM audit_entry; INSERT INTO audit_entry TABLE kept; DROP TABLE kept");
            Assert.True(exit == AuditCommand.Tampered && output.Contains("FAULT 990101: ", StringComparison.Ordinal), $"{sql}\n{output}");
        }, iter: 150, threads: 1);
        Assert.Equal(0, (await trial.VerifyAsync()).Exit);
    }

    [Fact]
    public async Task A_cut_off_end_is_detected_by_the_anchor_alone()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();

        await trial.SqlAsync("DELETE FROM audit_entry WHERE county_code = '990101' AND sequence > 10");

        Assert.Equal(0, (await trial.VerifyAsync(withAnchors: false)).Exit);
        var (exit, output) = await trial.VerifyAsync();
        Assert.Equal(AuditCommand.Tampered, exit);
        Assert.Contains("990101: entry 12 is gone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_was_removed_or_hashed_anew_is_detected_by_the_anchor_alone()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();

        await trial.SqlAsync("""UPDATE audit_entry SET content = content || '{"actor": "乙"}' WHERE county_code = '990101' AND sequence = 3;""" + Rehash);
        await trial.SqlAsync("DELETE FROM audit_entry WHERE county_code = '000000'");

        Assert.Equal(0, (await trial.VerifyAsync(withAnchors: false)).Exit);
        var (exit, output) = await trial.VerifyAsync();
        Assert.Equal(AuditCommand.Tampered, exit);
        Assert.Contains("990101: entry 12 is another", output, StringComparison.Ordinal);
        Assert.Contains("000000: entry 2 is gone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_off_end_is_not_anchored_over()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();
        await trial.SqlAsync("DELETE FROM audit_entry WHERE county_code = '990101' AND sequence = 12");

        var (exit, output) = await trial.AnchorAsync();

        Assert.Equal(AuditCommand.Tampered, exit);
        Assert.Contains("990101: entry 12 is gone", output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(trial.Folder.Path, "audit-*.json"));
    }

    [Fact]
    public async Task Anchors_of_one_day_stand_side_by_side()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, 1);

        Assert.Equal(0, (await trial.AnchorAsync()).Exit);
        Assert.Equal(0, (await trial.AnchorAsync()).Exit);

        Assert.Equal(2, Directory.GetFiles(trial.Folder.Path, "audit-????-??-??*.json").Length);
        Assert.Empty(Directory.GetFiles(trial.Folder.Path, "*.unfinished"));
    }

    [Fact]
    public async Task A_changed_anchor_is_detected()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, Entries);
        await trial.AnchorAsync();
        var file = Directory.GetFiles(trial.Folder.Path, "audit-*.json").Single();
        var text = await File.ReadAllTextAsync(file, Ct);
        string[] forged =
        [
            text.Replace("\"sequence\":12", "\"sequence\":11", StringComparison.Ordinal), text[..(text.Length / 2)], "", "{}", "null",
            """{"anchor":{},"signature":"AAAA"}""", JsonNode.Parse(text)!.ToJsonString(new() { WriteIndented = true }),
        ];

        foreach (var content in forged)
        {
            await File.WriteAllTextAsync(file, content, Ct);
            var (exit, output) = await trial.VerifyAsync();
            Assert.True(exit == AuditCommand.Tampered && output.Contains("its signature does not fit", StringComparison.Ordinal), content);
        }
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_key_and_a_lost_key_is_not_replaced()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, 1);
        await trial.AnchorAsync();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trial.Folder.KeyFile));
        File.Delete(trial.Folder.KeyFile);

        var told = await Assert.ThrowsAsync<StartupException>(trial.AnchorAsync);

        Assert.Contains("is gone", told.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await trial.VerifyAsync()).Exit);
    }

    [Fact]
    public async Task The_daily_job_anchors_under_the_servers_role()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, 1);
        await using var app = new GridMapApp(trial.Database, ownsDatabase: false, ("Audit:AnchorFolder", trial.Folder.Path));
        var job = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<AnchorJob>(app.Services);

        await job.RunAsync(Ct);

        Assert.Equal(2, trial.Folder.ReadAll().Anchors.Single().Heads.Count);
        await Eventually.HoldsAsync(async () => (await trial.Database.Source.ListAsync(
            "SELECT count(*) FROM hangfire.hash WHERE key = 'recurring-job:audit.anchor' AND field = 'Cron'", [], row => row.GetInt64(0), Ct)) is [1]);
    }

    [Fact]
    public async Task Eight_writers_at_once_leave_a_chain_without_a_gap()
    {
        await using var trial = await AuditTrial.CreateAsync(postgis, 0);
        await using var db = Database.Create(Database.AsServer(trial.Database.ConnectionString));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var number = 0; number < 50; number++)
                await db.AppendAsync(new($"writer {writer}"), number % 10 == 9 ? null : AuditTrial.County, new("issue.added", "issue", $"{number}"), Ct);
        }));

        var (exit, output) = await trial.VerifyAsync();
        Assert.True(exit == 0, output);
        Assert.Contains("990101: 360 entries", output, StringComparison.Ordinal);
        Assert.Contains("000000: 42 entries", output, StringComparison.Ordinal);
    }

    private static readonly string[] Columns = ["at_milliseconds", "actor", "action", "outcome", "entity", "entity_id"];

    private static Gen<string> Tampering => Gen.Select(Gen.Int[1, Entries], Gen.Int[1, Entries - 1], Gen.Int[0, 10], (at, distance, kind) =>
    {
        var other = (at - 1 + distance) % Entries + 1;
        var here = $"WHERE county_code = '990101' AND sequence = {at}";
        return kind switch
        {
            0 => $$"""UPDATE audit_entry SET content = content || '{"actor": "乙"}' {{here}}""",
            1 => $$"""UPDATE audit_entry SET content = jsonb_set(content, '{after,severity}', '0') {{here}}""",
            2 => $"UPDATE audit_entry SET content = content - 'address' {here}",
            3 => $"UPDATE audit_entry SET sha256 = set_byte(sha256, {at}, get_byte(sha256, {at}) # 1) {here}",
            4 => $"UPDATE audit_entry SET at_milliseconds = at_milliseconds + 1 {here}",
            5 => $"UPDATE audit_entry SET {Columns[1 + at % 5]} = 'x' {here}".Replace("outcome = 'x'", "outcome = 'refused'", StringComparison.Ordinal),
            6 => $"DELETE FROM audit_entry {here}",
            7 => $"UPDATE audit_entry SET sequence = CASE sequence WHEN {at} THEN {other} ELSE {at} END WHERE county_code = '990101' AND sequence IN ({at}, {other})",
            8 => $"UPDATE audit_entry AS a SET content = b.content FROM audit_entry AS b WHERE a.county_code = '990101' AND b.county_code = '990101' AND (a.sequence, b.sequence) IN (({at}, {other}), ({other}, {at}))",
            9 => $"UPDATE audit_entry SET county_code = '990199' {here}",
            _ => $"INSERT INTO audit_entry SELECT * FROM audit_entry {here}",
        };
    });
}
