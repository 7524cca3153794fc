using GridMap.Contracts.Grids;
using Held = GridMap.Contracts.Access.Permission;

namespace GridMap.Server.Tiles;

/// <summary>A layer of vector tiles.</summary>
/// <param name="Name">In the address, in the tile, and as the change feed names it.</param>
/// <param name="Fields">The features' properties and their types, as TileJSON lists them.</param>
/// <param name="Parameter">The one query parameter it takes; null for none.</param>
/// <param name="Values">The values that parameter may have, the default first.</param>
internal sealed record TileLayer(
    string Name, IReadOnlyDictionary<string, string> Fields, string? Parameter = null, params string[] Values)
{
    /// <summary>What one must hold to see its features, and where; null: every member of the county sees them all.</summary>
    public string? Permission { get; init; }

    /// <summary>Above this zoom issues are drawn one by one, below it in clusters.</summary>
    public const int ClusteredBelowZoom = 14;

    /// <summary>Every layer.</summary>
    public static IReadOnlyList<TileLayer> All { get; } =
    [
        new("grids", Text("code", "name", "level"), "level", [GridLevel.Responsibility, GridLevel.Community, GridLevel.Town]),
        new("facilities", Text("id", "kind", "state", "name")) { Permission = Held.ReadFacilities },
        new("issues", new Dictionary<string, string>(Text("id", "category"), StringComparer.Ordinal)
        {
            ["severity"] = "Number", ["overdue"] = "Boolean", ["cluster"] = "Boolean", ["count"] = "Number",
        }, "cells", ["64", "32", "16", "8"]) { Permission = Held.ReadIssues },
        new("streets", Text("name", "class")),
    ];

    /// <summary>The layer of that name, or null.</summary>
    public static TileLayer? Find(string name) => All.FirstOrDefault(layer => layer.Name == name);

    /// <summary>The query that draws it at that zoom.</summary>
    public string SqlAt(int zoom) => Name == "issues" && zoom < ClusteredBelowZoom ? "Tiles/issue-clusters" : $"Tiles/{Name}";

    private static Dictionary<string, string> Text(params string[] names) =>
        names.ToDictionary(name => name, _ => "String", StringComparer.Ordinal);
}
