using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Audit;

/// <summary>What came of a verification.</summary>
/// <param name="Chains">How many entries each chain has, by county.</param>
/// <param name="Anchors">How many anchors were compared.</param>
/// <param name="Faults">The first fault of each chain, and every fault of an anchor; empty where all is well.</param>
internal sealed record AuditFindings(IReadOnlyDictionary<string, long> Chains, int Anchors, IReadOnlyList<string> Faults);

/// <summary>
/// Reads the whole audit and computes every hash anew, here and not in the database, so that whoever could change how the
/// database hashes deceives nobody.
/// </summary>
internal sealed class AuditVerification
{
    private readonly SortedDictionary<string, long> _entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly List<string> _anchorFaults;
    // Anchored entries not met yet.
    private readonly Dictionary<(string County, long Sequence), List<(AnchoredHead Head, string FileName)>> _expected;
    private string _county = "";
    private byte[] _previous = [];

    private AuditVerification(IReadOnlyList<Anchor> anchors, IReadOnlyList<string> unreadable)
    {
        _anchorFaults = [.. unreadable];
        _expected = anchors.SelectMany(anchor => anchor.Heads, (anchor, head) => (Head: head, anchor.FileName))
            .GroupBy(one => (one.Head.CountyCode, one.Head.Sequence)).ToDictionary(same => same.Key, same => same.ToList());
    }

    /// <summary>Verifies every chain, entry by entry, and that it still holds what the anchors saw.</summary>
    public static async Task<AuditFindings> RunAsync(NpgsqlDataSource db, AnchorFolder? folder, CancellationToken ct)
    {
        var (anchors, unreadable) = folder?.ReadAll() ?? ([], []);
        var verification = new AuditVerification(anchors, unreadable);
        await using var command = db.CreateCommand(Sql.For("Audit/read-chains"));
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) verification.Take(row);
        return verification.Findings(anchors.Count);
    }

    private void Take(NpgsqlDataReader row)
    {
        var (county, sequence, content, sha256) = (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3));
        if (county != _county) (_county, _previous) = (county, []);
        var before = _entries.GetValueOrDefault(county);
        // What follows a fault proves nothing, and is only looked for by the anchors.
        if (!_faults.ContainsKey(county) && Complaint(row, before, county, sequence, content, sha256) is { } fault)
            _faults.Add(county, $"{county}: {fault}");
        (_previous, _entries[county]) = (sha256, sequence);
        if (!_expected.Remove((county, sequence), out var anchored)) return;
        _anchorFaults.AddRange(anchored.Select(one => Anchoring.Complaint(one.Head, sha256, one.FileName)).OfType<string>());
    }

    private string? Complaint(NpgsqlDataReader row, long before, string county, long sequence, string content, byte[] sha256)
    {
        if (sequence != before + 1) return $"entry {before + 1} is missing; the next one there is {sequence}.";
        var expected = SHA256.HashData([.. _previous, .. Encoding.UTF8.GetBytes($"/{county}/{sequence}/{content}")]);
        if (!expected.AsSpan().SequenceEqual(sha256)) return $"entry {sequence} was changed, or the one before it: its hash does not fit.";
        return Differing(row, content) is { } column ? $"entry {sequence}: column {column} says something else than what was hashed." : null;
    }

    // The columns are generated from the content, unless somebody took that away.
    private static string? Differing(NpgsqlDataReader row, string content)
    {
        var said = JsonElement.Parse(content);
        if (Said(said, "atMilliseconds") != $"{row.GetInt64(4)}") return "at_milliseconds";
        (string Column, string Member)[] texts = [("actor", "actor"), ("action", "action"), ("outcome", "outcome"), ("entity", "entity"), ("entity_id", "entityId")];
        for (var at = 0; at < texts.Length; at++)
        {
            if (Said(said, texts[at].Member) != row.Nullable<string>(5 + at)) return texts[at].Column;
        }

        return null;
    }

    // As the operator ->> has it.
    private static string? Said(JsonElement content, string member) =>
        content.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private AuditFindings Findings(int anchors)
    {
        var gone = _expected.Values.SelectMany(same => same).OrderBy(one => one.Head.CountyCode, StringComparer.Ordinal).ThenBy(one => one.Head.Sequence)
            .Select(one => Anchoring.Complaint(one.Head, null, one.FileName)!);
        return new(_entries, anchors, [.. _faults.Values, .. _anchorFaults, .. gone]);
    }
}
