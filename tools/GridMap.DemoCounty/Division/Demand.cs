using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>Points strewn as densely as grids should lie; a face that holds <see cref="PerGrid"/> of them makes one grid.</summary>
internal sealed class Demand
{
    /// <summary>Points that make one grid.</summary>
    public const int PerGrid = 80;

    public Demand(Landscape land, SeededRandom random)
    {
        var extent = new Envelope(land.Outline);
        const double Cell = 60;
        for (var y = extent.MinY; y < extent.MaxY; y += Cell)
            for (var x = extent.MinX; x < extent.MaxX; x += Cell)
                Strew(land, random, x, y, Cell);
    }

    public List<Coordinate> Places { get; } = [];

    private void Strew(Landscape land, SeededRandom random, double x, double y, double cell)
    {
        var wanted = PerGrid * land.DensityAt(new(x + cell / 2, y + cell / 2)) * cell * cell / 1e6;
        for (var left = wanted; left > 0; left--)
            if (left >= 1 || random.Next() < left)
                Places.Add(new(x + cell * random.Next(), y + cell * random.Next()));
    }
}
