using System.Text.Json;
using Microsoft.JSInterop;

namespace GridMap.Viewer.Divisions;

/// <summary>What the map draws of divisions (Map/divisions.ts); where there is no map, nothing.</summary>
internal sealed class DivisionMap(IJSRuntime js)
{
    /// <summary>Draws the outlines of a version's grids; null takes them away.</summary>
    /// <param name="divisionId">The version.</param>
    /// <param name="level">Of which level.</param>
    public ValueTask ShowGridsAsync(int? divisionId, string? level = null) => Tell("showGrids", divisionId, level);

    /// <summary>Draws the unit grids of a version, thin; null takes them away.</summary>
    public ValueTask ShowUnitsAsync(int? divisionId) => Tell("showUnits", divisionId);

    /// <summary>Draws these in the place of those before.</summary>
    public ValueTask ShowMarksAsync(IReadOnlyList<MapMark> marks) => Tell("showMarks", marks);

    /// <summary>Points one of them out, and goes there; null none.</summary>
    public ValueTask FocusAsync(string? key) => Tell("focus", key);

    /// <summary>Takes everything away, and shows the map as it was.</summary>
    public ValueTask CloseAsync() => Tell("close");

    /// <summary>Begins to draw in a draft, or begins anew; null where it cannot be loaded.</summary>
    /// <param name="divisionId">The draft.</param>
    /// <param name="level">Which grids are picked from the map.</param>
    public ValueTask<DrawingState?> BeginDrawingAsync(int divisionId, string level) => DrawAsync("begin", divisionId, level);

    /// <summary>Does a step of drawing (Map/drawing.ts); what it came to.</summary>
    public ValueTask<DrawingState?> DrawAsync(string what, params object?[] arguments) =>
        js.InvokeAsync<DrawingState?>("gridmap.division", ["draw", what, .. arguments]);

    /// <summary>The grids beside the one that was picked.</summary>
    public ValueTask<GridNamed[]> NeighboursAsync() => js.InvokeAsync<GridNamed[]>("gridmap.division", "draw", "neighbours");

    /// <summary>What was drawn, as the server takes it.</summary>
    public ValueTask<JsonElement> ChangesAsync() => js.InvokeAsync<JsonElement>("gridmap.division", "draw", "changes");

    /// <summary>Ends drawing; what was not stored is gone.</summary>
    public ValueTask EndDrawingAsync() => Tell("draw", "end");

    private ValueTask Tell(string what, params object?[] arguments) =>
        js.InvokeVoidAsync("gridmap.division", [what, .. arguments]);
}
