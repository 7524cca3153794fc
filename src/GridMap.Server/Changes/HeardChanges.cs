using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Platform;

namespace GridMap.Server.Changes;

/// <summary>
/// What one listener hears of a county's changes. Every member hears of grids, streets, units and densities; of issues and
/// facilities only those who may read some where they changed. Whose roles changed meanwhile hears by the new ones.
/// </summary>
internal sealed class HeardChanges(Caller caller, AccessStore access)
{
    /// <summary>The part of them that the listener hears of; null for nothing.</summary>
    public async Task<CountyChanges?> OfAsync(CountyChanges changes, CancellationToken ct)
    {
        var county = caller.CountyCode!;
        var now = caller with { Grants = await access.FindGrantsAsync(caller.Actor, county, ct) };
        if (!now.IsMember) return null;
        if (changes.IsReload) return changes;
        var heard = new List<(string Layer, IReadOnlyList<int>? GridIds)>();
        foreach (var layer in changes.Layers)
            if (await HeardOfAsync(layer, changes.GridIdsOf(layer), now, ct) is { } one) heard.Add(one);
        return heard is [] ? null : changes.With(heard);
    }

    // Units alone do not tell where: then the layer is told without its grids.
    private async Task<(string Layer, IReadOnlyList<int>? GridIds)?> HeardOfAsync(
        string layer, IReadOnlyList<int>? gridIds, Caller now, CancellationToken ct)
    {
        if (PermissionOf(layer) is not { } permission) return (layer, gridIds);
        var scope = now.ScopeOf(permission);
        if (scope.IsCounty) return (layer, gridIds);
        if (scope.IsNothing) return null;
        if (gridIds is null) return (layer, null);
        var within = (await access.GridsOfAsync(caller.CountyCode!, scope, ct))!;
        int[] own = [.. gridIds.Where(grid => Array.BinarySearch(within, grid) >= 0)];
        return own is not [] || scope.UnitCodes is not null ? (layer, own) : null;
    }

    private static string? PermissionOf(string layer) => layer switch
    {
        "issues" => Permission.ReadIssues,
        "facilities" => Permission.ReadFacilities,
        _ => null,
    };
}
