using System.Text.Json.Serialization;

namespace GridMap.Server.Audit;

/// <summary>Where every chain ended at a time: a chain that no longer has these entries was cut off.</summary>
/// <param name="TakenAt">When, by the database's clock.</param>
/// <param name="Heads">The last entry of each chain.</param>
internal sealed record Anchor(DateTimeOffset TakenAt, IReadOnlyList<AnchoredHead> Heads)
{
    /// <summary>The file it was read from, without its folder.</summary>
    [JsonIgnore]
    public string FileName { get; init; } = "";
}

/// <summary>The last entry of one chain.</summary>
/// <param name="CountyCode">The chain.</param>
/// <param name="Sequence">Its last entry.</param>
/// <param name="Sha256">That entry's hash, 64 hexadecimal digits.</param>
internal sealed record AnchoredHead(string CountyCode, long Sequence, string Sha256);
