using GridMap.Contracts.Changes;

namespace GridMap.Server.Platform;

/// <summary>What changed in one county between two looks at the change log.</summary>
/// <param name="CountyCode">The county; null for all of them (a reload).</param>
/// <param name="Snapshot">The database snapshot up to which changes are told: where a reader that was cut off goes on.</param>
/// <param name="Layers">Layers as <see cref="ChangeNotice.Layers"/> names them.</param>
/// <param name="GridIds">Grids concerned; empty where they are too many to name.</param>
internal sealed record CountyChanges(
    string? CountyCode, string Snapshot, IReadOnlyList<string> Layers, IReadOnlyList<int> GridIds)
{
    /// <summary>The layer that stands for all: what a reader holds may be anything but current.</summary>
    public const string ReloadLayer = "reload";

    private IReadOnlyDictionary<string, IReadOnlyList<int>> GridIdsByLayer { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>What changed, layer by layer.</summary>
    /// <param name="countyCode">The county.</param>
    /// <param name="snapshot">See <see cref="Snapshot"/>.</param>
    /// <param name="layers">Layers and their grids; null for too many to name.</param>
    public static CountyChanges Of(string? countyCode, string snapshot, IEnumerable<(string Layer, IReadOnlyList<int>? GridIds)> layers)
    {
        var told = layers.ToList();
        int[] grids = [.. told.SelectMany(one => one.GridIds ?? []).Distinct().Order()];
        var areNamed = grids.Length <= ChangeLog.NamedGrids && told.TrueForAll(one => one.GridIds is not null && one.Layer != ReloadLayer);
        return new CountyChanges(countyCode, snapshot, [.. told.Select(one => one.Layer).Distinct()], areNamed ? grids : [])
        {
            GridIdsByLayer = told.Where(one => one.GridIds is not null)
                .ToDictionary(one => one.Layer, one => one.GridIds!, StringComparer.Ordinal),
        };
    }

    /// <summary>The same of some layers only.</summary>
    public CountyChanges With(IEnumerable<(string Layer, IReadOnlyList<int>? GridIds)> layers) => Of(CountyCode, Snapshot, layers);

    /// <summary>The grids in which a layer changed; none for what lies in no grid, null where they are too many to name.</summary>
    public IReadOnlyList<int>? GridIdsOf(string layer) => GridIdsByLayer.GetValueOrDefault(layer);

    /// <summary>Whether everything read from the county before now must be read again.</summary>
    public bool IsReload => Layers.Contains(ReloadLayer);

    /// <summary>"Read again whatever you hold."</summary>
    public static CountyChanges Reload(string? countyCode, string snapshot) => new(countyCode, snapshot, [ReloadLayer], []);

    /// <summary>Whether these changes concern the county.</summary>
    public bool Concerns(string countyCode) => CountyCode is null || CountyCode == countyCode;
}

/// <summary>
/// Hears of every change before any open screen does, so that a screen that asks again gets the new answer.
/// Register it as a singleton; it must neither block nor throw.
/// </summary>
internal interface IChangeListener
{
    public void Heard(CountyChanges changes);
}
