using System.Text;
using GridMap.Server.Import.Layers;

namespace GridMap.Server.Import.Uploads;

/// <summary>A file to fill in: the headings are those that <see cref="MappingGuess"/> knows, the one row is an example.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">Of it.</param>
internal sealed record ImportTemplate(byte[] Content, string ContentType)
{
    private static readonly Dictionary<string, Dictionary<string, string>> Examples = new(StringComparer.Ordinal)
    {
        ["grids"] = new()
        {
            ["code"] = "WG-001",
            ["name"] = "示例网格（请删去此行）",
            ["level"] = "责任网格",
            ["residents"] = "1200",
        },
        ["facilities"] = new()
        {
            ["externalId"] = "SS-001",
            ["kind"] = "水冲公厕",
            ["name"] = "示例设施（请删去此行）",
            ["address"] = "人民路1号",
            ["state"] = "现存",
            ["openingHours"] = "06:00-22:00",
            ["longitude"] = "104.0123",
            ["latitude"] = "36.0123",
        },
        ["issues"] = new()
        {
            ["externalId"] = "WT-001",
            ["category"] = "暴露垃圾",
            ["description"] = "示例问题（请删去此行）",
            ["severity"] = "一般",
            ["address"] = "人民路1号",
            ["source"] = "巡查",
            ["reportedAt"] = "2026-03-01 08:30",
            ["dueAt"] = "2026-03-08 18:00",
            ["status"] = "未办结",
            ["longitude"] = "104.0123",
            ["latitude"] = "36.0123",
        },
        ["streets"] = new() { ["externalId"] = "JD-001", ["name"] = "示例街道（请删去此行）", ["class"] = "次干道" },
        ["units"] = new()
        {
            ["code"] = "DW-001",
            ["name"] = "示例单位（请删去此行）",
            ["kind"] = "属地",
            ["phone"] = "0900-0000000",
        },
    };

    /// <summary>The template of that file name; null where there is none.</summary>
    public static ImportTemplate? Find(string file) => file.Split('.') is not [var name, var extension] || Layer.Find(name) is not { } layer
        ? null
        : extension switch
        {
            "csv" when layer.Shape is ShapeKind.Point or ShapeKind.None => new(Table(layer), "text/csv; charset=utf-8"),
            "xlsx" when layer.Shape is ShapeKind.Point or ShapeKind.None => new(TemplateWorkbook.Of(Rows(layer)), TemplateWorkbook.ContentType),
            "geojson" when layer.Shape is ShapeKind.Area or ShapeKind.Line => new(Features(layer), Platform.GeoJson.ContentType),
            _ => null,
        };

    // The byte-order mark has Excel read it as UTF-8.
    private static byte[] Table(Layer layer)
    {
        var rows = string.Concat(Rows(layer).Select(row => string.Join(',', row) + "\r\n"));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(rows)];
    }

    private static string[][] Rows(Layer layer) =>
    [
        [.. layer.Fields.Select(field => FieldNames.Heading(layer.Name, field.Name))],
        [.. layer.Fields.Select(field => Examples[layer.Name].GetValueOrDefault(field.Name, ""))],
    ];

    private static byte[] Features(Layer layer)
    {
        var example = Examples[layer.Name];
        var properties = string.Join(", ", layer.Fields.Select(field =>
            $"\"{FieldNames.Heading(layer.Name, field.Name)}\": {(example.TryGetValue(field.Name, out var text) ? $"\"{text}\"" : "null")}"));
        var geometry = layer.Shape == ShapeKind.Area
            ? """{ "type": "Polygon", "coordinates": [[[104, 36], [104.01, 36], [104.01, 36.01], [104, 36.01], [104, 36]]] }"""
            : """{ "type": "LineString", "coordinates": [[104, 36], [104.01, 36.005]] }""";
        return Encoding.UTF8.GetBytes(
            $$"""
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "properties": { {{properties}} }, "geometry": {{geometry}} }
            ] }

            """);
    }
}
