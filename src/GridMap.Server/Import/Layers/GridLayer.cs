using GridMap.Contracts.Grids;
using GridMap.Server.Import.Mapping;
using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

internal sealed class GridLayer : Layer
{
    public override string Name => "grids";

    public override string Noun => "grid";

    public override string KeyColumn => "grid_code";

    public override string KeyField => "code";

    public override ShapeKind Shape => ShapeKind.Area;

    public override IReadOnlyList<LayerField> Fields { get; } =
    [
        new("code", IsRequired: true), new("name", IsRequired: true), new("level"), new("parentCode"), new("leadUnitCode"), new("residents"),
    ];

    public override IReadOnlyList<StagedColumn> Columns { get; } =
    [
        new("name", NpgsqlDbType.Text),
        new("level", NpgsqlDbType.Text, ["level"]),
        new("parent_code", NpgsqlDbType.Text, ["parentCode"],
            "(SELECT p.grid_code FROM grid AS p WHERE p.county_code = t.county_code AND p.grid_id = t.parent_grid_id)"),
        new("lead_unit_code", NpgsqlDbType.Text, ["leadUnitCode"]),
        new("residents", NpgsqlDbType.Integer, ["residents"]),
        new("geom", NpgsqlDbType.Geometry),
        new("original_geom", NpgsqlDbType.Geometry),
    ];

    public override object?[] Read(FieldReader row, RowShape shape, ImportSession session)
    {
        row.Required("code");
        return
        [
            row.Required("name"), row.OneOf("level", GridLevel.All, GridLevel.Responsibility), row.Text("parentCode"),
            UnitCode(row, "leadUnitCode", session), row.WholeNumber("residents", 0, int.MaxValue), shape.Geometry, shape.Original,
        ];
    }

    public override FamilyMember? MemberOf(FieldReader row) => new(
        row.Row.Line, row.Required("code"), row.Text("parentCode"), row.Column("parentCode"),
        Rank(row.OneOf("level", GridLevel.All, GridLevel.Responsibility)!));

    /// <summary>0 for a town, 1 for a community, 2 for a responsibility grid, 3 for a unit grid: a parent's is lower.</summary>
    public static int Rank(string level) =>
        level switch { GridLevel.Town => 0, GridLevel.Community => 1, GridLevel.Responsibility => 2, _ => 3 };
}
