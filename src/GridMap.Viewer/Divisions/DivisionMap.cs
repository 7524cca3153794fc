using Microsoft.JSInterop;

namespace GridMap.Viewer.Divisions;

/// <summary>What the map draws of divisions (Map/divisions.ts); where there is no map, nothing.</summary>
internal sealed class DivisionMap(IJSRuntime js)
{
    /// <summary>Draws the outlines of a version's grids; null takes them away.</summary>
    /// <param name="divisionId">The version.</param>
    /// <param name="level">Of which level.</param>
    public ValueTask ShowGridsAsync(int? divisionId, string? level = null) => Tell("showGrids", divisionId, level);

    /// <summary>Draws these in the place of those before.</summary>
    public ValueTask ShowMarksAsync(IReadOnlyList<MapMark> marks) => Tell("showMarks", marks);

    /// <summary>Points one of them out, and goes there; null none.</summary>
    public ValueTask FocusAsync(string? key) => Tell("focus", key);

    /// <summary>Takes everything away, and shows the map as it was.</summary>
    public ValueTask CloseAsync() => Tell("close");

    private ValueTask Tell(string what, params object?[] arguments) =>
        js.InvokeVoidAsync("gridmap.division", [what, .. arguments]);
}
