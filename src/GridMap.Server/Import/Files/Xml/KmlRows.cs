using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>The placemarks of a KML file: name, description and what is in their extended data.</summary>
internal sealed class KmlRows(ImportFile file) : XmlRows(file)
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];
    private static readonly string[] Plain = ["name", "description", "address", "phoneNumber", "styleUrl", "visibility"];

    protected override IReadOnlyCollection<string> Features { get; } = ["Placemark"];

    protected override IReadOnlyCollection<string> Unread { get; } = ["GroundOverlay", "ScreenOverlay", "PhotoOverlay", "NetworkLink", "Tour"];

    protected override IEnumerable<(string Column, string Text)> Texts(XElement feature)
    {
        if (feature.Attribute("id") is { } id) yield return ("id", id.Value);
        foreach (var name in Plain)
            if (feature.Element(name) is { } element) yield return (name, element.Value);
        if (feature.Element("TimeStamp")?.Element("when") is { } when) yield return ("when", when.Value);
        if (feature.Element("TimeSpan") is { } span)
            foreach (var end in span.Elements()) yield return (end.Name.LocalName, end.Value);
        foreach (var data in feature.Elements("ExtendedData").Elements("Data"))
            if (data.Attribute("name") is { } name) yield return (name.Value, data.Element("value")?.Value ?? "");
        foreach (var data in feature.Elements("ExtendedData").Elements("SchemaData").Elements("SimpleData"))
            if (data.Attribute("name") is { } name) yield return (name.Value, data.Value);
    }

    protected override Geometry? Shape(XElement feature, ShapeBuilder builder) => Geometry(feature, builder);

    private static Geometry? Geometry(XElement parent, ShapeBuilder builder)
    {
        var parts = parent.Elements().Select(element => Part(element, builder)).OfType<Geometry>().ToArray();
        return parts switch
        {
            [] => null,
            [var only] => only,
            _ => Together([.. parts.SelectMany(Single)]),
        };
    }

    private static Geometry? Part(XElement element, ShapeBuilder builder) => element.Name.LocalName switch
    {
        "Point" => Positions(element, builder) is { Length: > 0 } positions ? Point(positions) : null,
        "LineString" or "LinearRing" => Line(Positions(element, builder)),
        "Polygon" => Polygon(element, builder),
        "Track" => Line(Track(element, builder)),
        "MultiGeometry" or "MultiTrack" => Geometry(element, builder),
        "Model" => throw new FaultException("The geometry is a Model (a body in space), of which GridMap makes nothing."),
        _ => null,
    };

    private static Point Point(Coordinate[] positions) => positions is [var only]
        ? ShapeBuilder.Factory.CreatePoint(only)
        : throw new FaultException($"The point has {positions.Length} positions; it needs one.");

    private static LineString? Line(Coordinate[] positions) => positions.Length == 0 ? null : ShapeBuilder.Line(positions);

    private static Polygon? Polygon(XElement polygon, ShapeBuilder builder)
    {
        var shells = polygon.Elements("outerBoundaryIs").Elements("LinearRing").ToArray();
        if (shells is []) return null;
        if (shells.Length > 1) throw new FaultException($"The polygon has {shells.Length} outer rings; it needs one.");
        var holes = polygon.Elements("innerBoundaryIs").Elements("LinearRing").Select(ring => ShapeBuilder.Ring(Positions(ring, builder)));
        return ShapeBuilder.Factory.CreatePolygon(ShapeBuilder.Ring(Positions(shells[0], builder)), [.. holes]);
    }

    // Tuples of longitude, latitude and perhaps height, blanks between the tuples and commas within.
    private static Coordinate[] Positions(XElement geometry, ShapeBuilder builder)
    {
        var tuples = (geometry.Element("coordinates")?.Value ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        ShapeBuilder.RequireFew(tuples.Length);
        return [.. tuples.Select(tuple => Position(tuple.Split(','), builder))];
    }

    private static Coordinate[] Track(XElement track, ShapeBuilder builder)
    {
        var tuples = track.Elements("coord").Select(coord => coord.Value.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        ShapeBuilder.RequireFew(tuples.Length);
        return [.. tuples.Select(tuple => Position(tuple, builder))];
    }

    private static Coordinate Position(string[] tuple, ShapeBuilder builder) => tuple.Length is 2 or 3
        ? builder.Position(Number(tuple[0]), Number(tuple[1]))
        : throw new FaultException($"The position '{string.Join(',', tuple.Take(4))}' is not longitude, latitude and perhaps height.");

    private static IEnumerable<Geometry> Single(Geometry geometry) =>
        geometry is GeometryCollection collection ? collection.Geometries.SelectMany(Single) : [geometry];

    private static GeometryCollection Together(Geometry[] parts)
    {
        ShapeBuilder.RequireFew(parts.Sum(part => (long)part.NumPoints));
        if (parts.All(part => part is Polygon)) return ShapeBuilder.Factory.CreateMultiPolygon([.. parts.Cast<Polygon>()]);
        if (parts.All(part => part is LineString)) return ShapeBuilder.Factory.CreateMultiLineString([.. parts.Cast<LineString>()]);
        if (parts.All(part => part is Point)) return ShapeBuilder.Factory.CreateMultiPoint([.. parts.Cast<Point>()]);
        throw new FaultException($"The MultiGeometry mixes {string.Join(" and ", parts.Select(part => part.GeometryType).Distinct())}, of which GridMap makes nothing.");
    }
}
