namespace GridMap.Viewer.Divisions;

/// <summary>What is being drawn (Map/drawing.ts).</summary>
/// <param name="Mode">reshape, split or merge.</param>
/// <param name="Selected">The grid that was picked.</param>
/// <param name="Changes">How many grids differ from what is stored.</param>
/// <param name="Points">Of the line that is to split it.</param>
/// <param name="Metres">Length of that line.</param>
/// <param name="CanUndo">Whether there is a step to take back.</param>
/// <param name="CanRedo">Whether there is a step to do again.</param>
/// <param name="Refusal">Why the last step could not be: crossings, through-hole, not-neighbours or too-small.</param>
internal sealed record DrawingState(
    string Mode, DrawnNow? Selected, int Changes, int Points, double Metres, bool CanUndo, bool CanRedo, string? Refusal);

/// <summary>A grid as it is drawn now.</summary>
internal sealed record DrawnNow(
    string Code, string Name, string Level, string? ParentCode, string? LeadUnitCode, int? Residents, double AreaSquareMetres, bool IsNew);

/// <summary>A grid and what it is called.</summary>
internal sealed record GridNamed(string Code, string Name);
