using System.Globalization;
using System.Text;
using GridMap.DemoCounty.Content;
using GridMap.DemoCounty.Division;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Output;

/// <summary>Writes the county as the files GridMap imports: GeoJSON (RFC 7946) and CSV, UTF-8, one feature a line.</summary>
internal static class CountyFiles
{
    public static string Grids(IEnumerable<Area> areas) => Collection(areas.Select(area => Feature(
        Polygonal(area.Shape),
        ("code", area.Code), ("name", area.Name), ("level", area.Level), ("parentCode", area.Parent?.Code ?? ""),
        ("leadUnitCode", area.LeadUnitCode), ("residents", area.Residents))));

    public static string Streets(IEnumerable<NamedStreet> streets) => Collection(streets.Select((street, at) => Feature(
        $$"""{"type":"MultiLineString","coordinates":[{{string.Join(',', street.Lines.Select(line => Line(line.Select(Plane.ToDegrees))))}}]}""",
        ("externalId", $"DL-{at + 1:0000}"), ("name", street.Name), ("class", street.Class.ToString().ToLowerInvariant()))));

    public static string Facilities(IEnumerable<Facility> facilities) => Collection(facilities.Select(facility => Feature(
        $$"""{"type":"Point","coordinates":{{Position(facility.Degrees)}}}""",
        ("externalId", facility.ExternalId), ("kind", facility.Kind), ("name", facility.Name), ("address", facility.Address), ("state", facility.State),
        ("clearedOn", facility.ClearedOn), ("openingHours", facility.OpeningHours), ("unitCode", facility.UnitCode))));

    public static string Units(IEnumerable<Unit> units) => Table(
        "code,name,kind,parentCode,phone", units.Select(unit => $"{unit.Code},{unit.Name},{unit.Kind},{unit.ParentCode},{unit.Phone}"));

    public static string Issues(IEnumerable<Issue> issues) => Table(
        "externalId,longitude,latitude,category,description,severity,address,source,reportedAt,dueAt,resolvedAt,status,unitCode",
        issues.Select((issue, at) => string.Join(',',
            $"WT-{at + 1:000000}", Number(issue.Degrees.X), Number(issue.Degrees.Y),
            issue.Kind.Name, issue.Description, Number(issue.Severity), issue.Address, issue.Source,
            Number(issue.ReportedMinutesAgo), Number(issue.DueMinutesAgo), issue.ResolvedMinutesAgo is { } resolved ? Number(resolved) : "",
            issue.ResolvedMinutesAgo is null ? "open" : "resolved", issue.UnitCode)));

    /// <summary>A mapping in which every field has the name of its column.</summary>
    public static string Mapping(params string[] fields)
    {
        var lines = fields.Select(field => field.Split(':')).Select(field =>
            $$"""    "{{field[0]}}": { "column": "{{field[0]}}"{{(field.Length > 1 ? $", \"format\": \"{field[1]}\"" : "")}} }""");
        return $$"""
            {
              "county": { "code": "{{Names.CountyCode}}", "name": "{{Names.CountyName}}", "timeZone": "Asia/Shanghai" },
              "crs": "EPSG:4326",
              "encoding": "utf-8",
              "fields": {
            {{string.Join(",\n", lines)}}
              }
            }

            """.ReplaceLineEndings("\n");
    }

    private static string Table(string header, IEnumerable<string> rows) => string.Join('\n', rows.Prepend(header).Append(""));

    private static string Collection(IEnumerable<string> features) =>
        $"{{\"type\":\"FeatureCollection\",\"features\":[\n{string.Join(",\n", features)}\n]}}\n";

    private static string Feature(string geometry, params (string Name, object Value)[] properties)
    {
        var written = properties.Where(property => property.Value is not "").Select(property => property.Value is string text
            ? $"\"{property.Name}\":\"{text}\""
            : $"\"{property.Name}\":{Convert.ToString(property.Value, CultureInfo.InvariantCulture)}");
        return $$"""{"type":"Feature","properties":{{{string.Join(',', written)}}},"geometry":{{geometry}}}""";
    }

    // Every area is of one piece: grids are faces, the others grow by joining neighbours.
    private static string Polygonal(Geometry shape) => $$"""{"type":"Polygon","coordinates":{{Rings((Polygon)shape)}}}""";

    // Outer rings counter-clockwise, holes clockwise.
    private static string Rings(Polygon polygon) =>
        $"[{string.Join(',', polygon.InteriorRings.Select(hole => Ring(hole, isHole: true)).Prepend(Ring(polygon.ExteriorRing, isHole: false)))}]";

    private static string Ring(LineString ring, bool isHole) =>
        Line(((LinearRing)ring).IsCCW == isHole ? ring.Coordinates.Reverse() : ring.Coordinates);

    private static string Line(IEnumerable<Coordinate> line) => new StringBuilder("[").AppendJoin(',', line.Select(Position)).Append(']').ToString();

    private static string Position(Coordinate place) => $"[{Number(place.X)},{Number(place.Y)}]";

    private static string Number(double number) => number.ToString("0.#######", CultureInfo.InvariantCulture);
}
