using GridMap.Server.Import.Mapping;

namespace GridMap.Server.Import.Layers;

/// <summary>What can be imported: its fields, how a row becomes columns, and what is looked at once all rows are staged.</summary>
internal abstract class Layer
{
    /// <summary>Every layer.</summary>
    public static IReadOnlyList<Layer> All { get; } =
        [new GridLayer(), new FacilityLayer(), new IssueLayer(), new StreetLayer(), new UnitLayer()];

    /// <summary>As people and addresses call it: <c>issues</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The stored table, and the entity in the change log: <c>issue</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>The stored column that holds what identifies a row across imports.</summary>
    public virtual string KeyColumn => "external_id";

    /// <summary>The field that identifies a row across imports.</summary>
    public virtual string KeyField => "externalId";

    public abstract ShapeKind Shape { get; }

    public abstract IReadOnlyList<LayerField> Fields { get; }

    /// <summary>Columns of the staging table after the common ones.</summary>
    public abstract IReadOnlyList<StagedColumn> Columns { get; }

    /// <summary>Whether rows are given the grid they lie in.</summary>
    public virtual bool LiesInGrids => false;

    /// <summary>The layer of that name, or null.</summary>
    public static Layer? Find(string name) => All.FirstOrDefault(layer => layer.Name == name);

    /// <summary>A row as values of <see cref="Columns"/>; what is wrong with it is left with the reader.</summary>
    public abstract object?[] Read(FieldReader row, RowShape shape, ImportSession session);

    /// <summary>The row's code and its parent's, for layers whose rows stand in a tree.</summary>
    public virtual FamilyMember? MemberOf(FieldReader row) => null;

    /// <summary>A unit's code, refused where the county has no such unit.</summary>
    protected static string? UnitCode(FieldReader row, string field, ImportSession session)
    {
        var code = row.Text(field);
        if (code is not null && !session.UnitCodes.Contains(code))
            row.Refuse(row.Column(field), $"There is no unit '{FieldReader.Shown(code)}' in county {session.County.Code}; import the units first.");
        return code;
    }
}
