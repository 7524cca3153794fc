using GridMap.Contracts.Facilities;
using GridMap.Server.Import.Mapping;
using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

internal sealed class FacilityLayer : Layer
{
    public override string Name => "facilities";

    public override string Noun => "facility";

    public override ShapeKind Shape => ShapeKind.Point;

    public override bool LiesInGrids => true;

    public override IReadOnlyList<LayerField> Fields { get; } =
    [
        new("externalId"), new("kind", IsRequired: true), new("name"), new("address"), new("state"), new("clearedOn"),
        new("clearedOutcome"), new("openingHours"), new("unitCode"), .. LayerField.Coordinates,
    ];

    public override IReadOnlyList<StagedColumn> Columns { get; } =
    [
        new("kind", NpgsqlDbType.Text),
        new("name", NpgsqlDbType.Text, ["name"]),
        new("address", NpgsqlDbType.Text, ["address"]),
        new("opening_hours", NpgsqlDbType.Text, ["openingHours"]),
        new("unit_code", NpgsqlDbType.Text, ["unitCode"]),
        new("state", NpgsqlDbType.Text, ["state", "clearedOn", "clearedOutcome"]),
        new("cleared_on", NpgsqlDbType.Date, ["state", "clearedOn", "clearedOutcome"]),
        new("cleared_outcome", NpgsqlDbType.Text, ["state", "clearedOn", "clearedOutcome"]),
        new("grid_id", NpgsqlDbType.Integer),
        new("geom", NpgsqlDbType.Geometry),
    ];

    public override object?[] Read(FieldReader row, RowShape shape, ImportSession session)
    {
        row.Required("kind");
        var kind = FacilityKind.Find(row.OneOf("kind", FacilityKind.All.Select(known => known.Code), null));
        var clearedOn = row.Day("clearedOn");
        var outcome = row.Text("clearedOutcome");
        var isCleared = clearedOn is not null || outcome is not null;
        var state = row.OneOf("state", [FacilityState.Existing, FacilityState.Cleared], isCleared ? FacilityState.Cleared : FacilityState.Existing);
        if (state == FacilityState.Existing && isCleared)
            row.Refuse(row.Column("state"), "The facility exists and yet has a day or an outcome of its clearance.");
        return
        [
            kind?.Code, row.Text("name") ?? kind?.Chinese, row.Text("address"), row.Text("openingHours"),
            UnitCode(row, "unitCode", session), state, clearedOn, outcome, session.GridOf(shape.Geometry), shape.Geometry,
        ];
    }
}
