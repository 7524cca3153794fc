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
