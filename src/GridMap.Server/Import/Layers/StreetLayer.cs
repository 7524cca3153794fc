using GridMap.Server.Import.Mapping;
using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

internal sealed class StreetLayer : Layer
{
    private static readonly string[] Classes = ["main", "secondary", "lane", "river"];

    public override string Name => "streets";

    public override string Noun => "street";

    public override ShapeKind Shape => ShapeKind.Line;

    public override IReadOnlyList<LayerField> Fields { get; } = [new("externalId"), new("name", IsRequired: true), new("class")];

    public override IReadOnlyList<StagedColumn> Columns { get; } =
    [
        new("name", NpgsqlDbType.Text),
        new("class", NpgsqlDbType.Text, ["class"]),
        new("geom", NpgsqlDbType.Geometry),
    ];

    public override object?[] Read(FieldReader row, RowShape shape, ImportSession session) =>
        [row.Required("name"), row.OneOf("class", Classes, "secondary"), shape.Geometry];
}
