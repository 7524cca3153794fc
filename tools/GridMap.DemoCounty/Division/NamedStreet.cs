using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>A street as it came to be on the ground.</summary>
internal sealed class NamedStreet(StreetClass streetClass, string name, Coordinate[][] lines)
{
    public StreetClass Class { get; } = streetClass;

    public string Name { get; set; } = name;

    /// <summary>Its pieces, metres.</summary>
    public Coordinate[][] Lines { get; } = lines;

    public Coordinate Middle => Lines[0][Lines[0].Length / 2];

    public double LengthMetres { get; } = lines.Sum(line => line.Zip(line.Skip(1)).Sum(pair => pair.First.Distance(pair.Second)));

    /// <summary>A place on it and the direction it runs there.</summary>
    /// <param name="share">0 at its beginning, 1 at its end.</param>
    public (Coordinate Place, double Direction) At(double share)
    {
        var left = share * LengthMetres;
        foreach (var line in Lines)
            for (var at = 1; at < line.Length; at++)
            {
                var length = line[at - 1].Distance(line[at]);
                if (left <= length)
                    return (Plane.Step(line[at - 1], Plane.DirectionOf(line[at - 1], line[at]), left), Plane.DirectionOf(line[at - 1], line[at]));
                left -= length;
            }

        return (Lines[^1][^1], Plane.DirectionOf(Lines[^1][^2], Lines[^1][^1]));
    }
}
