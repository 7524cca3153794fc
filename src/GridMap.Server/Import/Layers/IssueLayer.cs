using GridMap.Contracts.Issues;
using GridMap.Server.Import.Mapping;
using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

internal sealed class IssueLayer : Layer
{
    public override string Name => "issues";

    public override string Noun => "issue";

    public override ShapeKind Shape => ShapeKind.Point;

    public override bool LiesInGrids => true;

    public override IReadOnlyList<LayerField> Fields { get; } =
    [
        new("externalId"), new("category", IsRequired: true), new("description"), new("severity"), new("address"),
        new("source"), new("reportedAt", IsRequired: true), new("dueAt"), new("resolvedAt"), new("status"),
        new("unitCode"), .. LayerField.Coordinates,
    ];

    public override IReadOnlyList<StagedColumn> Columns { get; } =
    [
        new("category", NpgsqlDbType.Text),
        new("description", NpgsqlDbType.Text, ["description"]),
        new("severity", NpgsqlDbType.Smallint, ["severity"]),
        new("address", NpgsqlDbType.Text, ["address"]),
        new("source", NpgsqlDbType.Text, ["source"]),
        new("unit_code", NpgsqlDbType.Text, ["unitCode"]),
        new("status", NpgsqlDbType.Text, ["status", "resolvedAt"]),
        new("reported_at", NpgsqlDbType.TimestampTz),
        new("due_at", NpgsqlDbType.TimestampTz, ["dueAt"]),
        new("resolved_at", NpgsqlDbType.TimestampTz, ["status", "resolvedAt"]),
        new("grid_id", NpgsqlDbType.Integer),
        new("geom", NpgsqlDbType.Geometry),
    ];

    public override object?[] Read(FieldReader row, RowShape shape, ImportSession session)
    {
        row.Required("reportedAt");
        var resolvedAt = row.Time("resolvedAt");
        var status = row.OneOf("status", [IssueStatus.Open, IssueStatus.Resolved], resolvedAt is null ? IssueStatus.Open : IssueStatus.Resolved);
        if (status == IssueStatus.Open && resolvedAt is not null)
            row.Refuse(row.Column("status"), "The issue is open and yet has a time at which it was resolved.");
        return
        [
            row.Required("category"), row.Text("description"), (short)(row.WholeNumber("severity", 1, 3) ?? 2), row.Text("address"),
            row.OneOf("source", IssueSource.All, "imported_list"), UnitCode(row, "unitCode", session), status,
            row.Time("reportedAt"), row.Time("dueAt"), resolvedAt, session.GridOf(shape.Geometry), shape.Geometry,
        ];
    }
}
