using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>One kind of the features of a GPX file: waypoints as points, routes and tracks as lines.</summary>
internal sealed class GpxRows : XmlRows
{
    private static readonly (string Layer, string Element)[] Kinds = [("waypoints", "wpt"), ("routes", "rte"), ("tracks", "trk")];

    public GpxRows(ImportFile file)
        : base(file)
    {
        var layer = file.Layer ?? "waypoints";
        Features = [Kinds.First(kind => kind.Layer == layer).Element];
    }

    protected override IReadOnlyCollection<string> Features { get; }

    /// <summary>The kinds a file holds.</summary>
    /// <exception cref="FileRefusedException">The XML is broken.</exception>
    public static IReadOnlyList<string> Layers(ImportFile file)
    {
        using var xml = new XmlElements(file);
        var elements = Kinds.Select(kind => kind.Element).ToArray();
        xml.Next([], elements);
        return [.. Kinds.Where(kind => xml.Passed.Contains(kind.Element)).Select(kind => kind.Layer)];
    }

    protected override IEnumerable<(string Column, string Text)> Texts(XElement feature)
    {
        foreach (var element in feature.Elements().Where(element => element.Name.LocalName is not ("rtept" or "trkseg")))
        {
            if (element.Name.LocalName == "link") yield return ("link", element.Attribute("href")?.Value ?? "");
            else if (!element.HasElements) yield return (element.Name.LocalName, element.Value);
            else
                foreach (var leaf in element.Descendants().Where(leaf => !leaf.HasElements)) yield return (leaf.Name.LocalName, leaf.Value);
        }
    }

    protected override Geometry? Shape(XElement feature, ShapeBuilder builder)
    {
        switch (feature.Name.LocalName)
        {
            case "wpt": return ShapeBuilder.Factory.CreatePoint(Position(feature, builder));
            case "rte": return Line(feature.Elements("rtept"), builder);
            default:
                var segments = feature.Elements("trkseg").Select(segment => Line(segment.Elements("trkpt"), builder)).OfType<LineString>().ToArray();
                return segments is [] ? null : ShapeBuilder.Lines(segments);
        }
    }

    private static LineString? Line(IEnumerable<XElement> points, ShapeBuilder builder)
    {
        var positions = points.Select(point => Position(point, builder)).ToArray();
        ShapeBuilder.RequireFew(positions.Length);
        return positions.Length == 0 ? null : ShapeBuilder.Line(positions);
    }

    private static Coordinate Position(XElement point, ShapeBuilder builder) =>
        builder.Position(Number(point.Attribute("lon")?.Value ?? ""), Number(point.Attribute("lat")?.Value ?? ""));
}
