using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Audit;

/// <summary>Takes anchors, unless a chain no longer has what an earlier anchor saw.</summary>
internal static class Anchoring
{
    /// <summary>Stores where every chain ends now.</summary>
    /// <returns>The new file's name, or what is wrong with the chains or the anchors; then nothing is stored.</returns>
    /// <exception cref="StartupException">It cannot be stored.</exception>
    public static async Task<(string? FileName, IReadOnlyList<string> Faults)> TakeAsync(
        NpgsqlDataSource db, AnchorFolder folder, CancellationToken ct)
    {
        var (anchors, unreadable) = folder.ReadAll();
        var faults = await CompareAsync(db, anchors, ct);
        if (unreadable.Count + faults.Count > 0) return (null, [.. unreadable, .. faults]);
        var heads = await db.ListAsync(Sql.For("Audit/read-heads"), [], row => (
            Head: row.IsDBNull(0) ? null : new AnchoredHead(row.GetString(0), row.GetInt64(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2))),
            Now: row.GetFieldValue<DateTimeOffset>(3)), ct);
        return (folder.Write(new(heads[0].Now, [.. heads.Select(one => one.Head).OfType<AnchoredHead>()])), []);
    }

    /// <summary>Which anchored entries are gone or another.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(NpgsqlDataSource db, IReadOnlyList<Anchor> anchors, CancellationToken ct)
    {
        var asked = anchors.SelectMany(anchor => anchor.Heads, (anchor, head) => (anchor.FileName, Head: head)).ToList();
        var found = await db.ListAsync(
            Sql.For("Audit/find-entries"), [asked.Select(one => one.Head.CountyCode).ToArray(), asked.Select(one => one.Head.Sequence).ToArray()],
            row => row.Nullable<byte[]>(1), ct);
        return [.. asked.Zip(found, (one, sha256) => Complaint(one.Head, sha256, one.FileName)).OfType<string>()];
    }

    /// <summary>What is wrong with an anchored entry; null where it is still there.</summary>
    public static string? Complaint(AnchoredHead head, byte[]? sha256, string fileName)
    {
        if (sha256 is null) return $"{head.CountyCode}: entry {head.Sequence} is gone, which {fileName} saw: the end of the chain was cut off.";
        return Convert.ToHexStringLower(sha256) == head.Sha256 ? null : $"{head.CountyCode}: entry {head.Sequence} is another than {fileName} saw.";
    }
}
