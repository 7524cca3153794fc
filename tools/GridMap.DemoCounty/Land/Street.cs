using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>A street or river; the county's outline and field borders too, which have no name.</summary>
internal sealed class Street(StreetClass streetClass, string name, IReadOnlyList<Coordinate> line)
{
    public StreetClass Class { get; set; } = streetClass;

    public string Name { get; set; } = name;

    /// <summary>As planned, metres; what came of it on the ground is in the subdivision's edges.</summary>
    public IReadOnlyList<Coordinate> Line { get; } = line;
}
