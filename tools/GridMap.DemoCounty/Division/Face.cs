namespace GridMap.DemoCounty.Division;

/// <summary>A piece of the county between lines.</summary>
/// <param name="Ring">Vertices of the subdivision, counter-clockwise, the first not repeated.</param>
/// <param name="Demand">Sample points within, see <see cref="Demand"/>: how many grids this piece wants to become.</param>
internal sealed record Face(int[] Ring, int[] Demand);
