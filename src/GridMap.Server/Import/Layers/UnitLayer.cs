using GridMap.Contracts.Units;
using GridMap.Server.Import.Mapping;
using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

internal sealed class UnitLayer : Layer
{
    public override string Name => "units";

    public override string Noun => "unit";

    public override string KeyColumn => "unit_code";

    public override string KeyField => "code";

    public override ShapeKind Shape => ShapeKind.None;

    public override IReadOnlyList<LayerField> Fields { get; } =
        [new("code", IsRequired: true), new("name", IsRequired: true), new("kind"), new("parentCode"), new("phone")];

    public override IReadOnlyList<StagedColumn> Columns { get; } =
    [
        new("name", NpgsqlDbType.Text),
        new("kind", NpgsqlDbType.Text, ["kind"]),
        new("parent_code", NpgsqlDbType.Text, ["parentCode"], "t.parent_unit_code"),
        new("phone", NpgsqlDbType.Text, ["phone"]),
    ];

    public override object?[] Read(FieldReader row, RowShape shape, ImportSession session)
    {
        row.Required("code");
        return
        [
            row.Required("name"), row.OneOf("kind", UnitKind.All, UnitKind.Territorial),
            row.Text("parentCode"), row.Text("phone"),
        ];
    }

    public override FamilyMember? MemberOf(FieldReader row) =>
        new(row.Row.Line, row.Required("code"), row.Text("parentCode"), row.Column("parentCode"));
}
