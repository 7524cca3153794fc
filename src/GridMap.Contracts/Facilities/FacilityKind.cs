namespace GridMap.Contracts.Facilities;

/// <summary>
/// A kind of facility. <see cref="All"/> is the one place that lists them: a new kind is one line there. It looks like the
/// rest of its group unless it has a symbol of its own in the viewer's <c>Map/symbols.ts</c> and <c>Facilities/KindMark.razor</c>.
/// </summary>
/// <param name="Code">Group and kind, as stored and as filtered by: <c>toilet.dry</c>.</param>
/// <param name="Chinese">Its name in Chinese.</param>
/// <param name="English">Its name in English.</param>
/// <param name="MustBeCleared">Whether the county drives its number to zero (清零).</param>
public sealed record FacilityKind(string Code, string Chinese, string English, bool MustBeCleared = false)
{
    /// <summary>Every kind, grouped.</summary>
    public static IReadOnlyList<FacilityKind> All { get; } =
    [
        new("market.farmers", "农贸市场", "Farmers' market"),
        new("market.morning", "早市", "Morning market"),
        new("market.night", "夜市", "Night market"),
        new("market.temporary", "临时便民市场", "Temporary market"),
        new("market.road", "马路市场", "Roadside market"),
        new("toilet.flush", "水冲公厕", "Flush toilet"),
        new("toilet.dry", "旱厕", "Dry toilet", MustBeCleared: true),
        new("toilet.mobile", "移动公厕", "Mobile toilet"),
        new("waste.open_pit", "敞口式垃圾池", "Open garbage pit", MustBeCleared: true),
        new("waste.bin_uncovered", "无盖垃圾箱", "Uncovered bin"),
        new("waste.bin", "垃圾箱", "Bin"),
        new("waste.collection_station", "垃圾收集站", "Collection station"),
        new("waste.transfer_station", "垃圾转运站", "Transfer station"),
        new("waste.recycling_depot", "废品收购站", "Recycling depot"),
        new("waste.landfill", "垃圾填埋场", "Landfill"),
    ];

    /// <summary>The part before the dot: <c>market</c>, <c>toilet</c> or <c>waste</c>.</summary>
    public string Group => Code[..Code.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The kind of that code, or null.</summary>
    public static FacilityKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
