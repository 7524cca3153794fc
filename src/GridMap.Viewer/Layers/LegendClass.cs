using GridMap.Viewer.Text;

namespace GridMap.Viewer.Layers;

/// <summary>One colour of the legend and the values it stands for.</summary>
/// <param name="Colour">Class of the style sheet: d0 to d5.</param>
/// <param name="From">The values above this one …</param>
/// <param name="To">… up to and with this one; null: no upper limit.</param>
internal sealed record LegendClass(string Colour, double From, double? To)
{
    /// <summary>What stands beneath the colour: its lower limit, the last with a plus.</summary>
    public string Tick => To is null ? $"{Figures.Break(From)}+" : Figures.Break(From);

    /// <summary>The classes between a county's stored breaks; the first begins above zero, which is 'clean'.</summary>
    public static IReadOnlyList<LegendClass> Of(IReadOnlyList<double> breaks)
    {
        double[] limits = [0, .. breaks.Take(5)];
        return [.. limits.Select((from, at) => new LegendClass($"d{at}", from, at + 1 < limits.Length ? limits[at + 1] : null))];
    }
}
