namespace GridMap.Server.Export;

/// <summary>What the things of a layer are drawn as.</summary>
internal enum ExportShape
{
    None,
    Point,
    Line,
    Area,
}

/// <summary>A layer as it is exported.</summary>
/// <param name="Name">In addresses, and of tables and files inside the file.</param>
/// <param name="Title">In file names.</param>
/// <param name="Shape">What its things are drawn as.</param>
/// <param name="Query">The SQL file; its columns are <paramref name="Columns"/> in this order, and then the shape.</param>
/// <param name="Columns">What is told of each thing.</param>
internal sealed record ExportLayer(string Name, string Title, ExportShape Shape, string Query, IReadOnlyList<ExportColumn> Columns)
{
    private const int Longest = 254;

    public static ExportLayer Grids { get; } = new("grids", "网格", ExportShape.Area, "Export/export-grids",
    [
        new("code", "code", "网格编号"),
        new("name", "name", "网格名称", DbfBytes: 160),
        new("level", "level", "层级", DbfBytes: 20),
        new("parentCode", "parent", "上级编号"),
        new("leadUnitCode", "lead_unit", "牵头单位编号"),
        new("leadUnitName", "lead_name", "牵头单位名称", DbfBytes: 160),
        new("residents", "residents", "常住人口", ColumnKind.Integer),
        new("areaSquareMetres", "area_m2", "面积（平方米）", ColumnKind.Real),
    ]);

    public static ExportLayer Facilities { get; } = new("facilities", "设施", ExportShape.Point, "Export/export-facilities",
    [
        new("number", "number", "序号", ColumnKind.Integer),
        new("externalId", "externalid", "设施编号", DbfBytes: 120),
        new("kind", "kind", "设施类别"),
        new("name", "name", "设施名称", DbfBytes: 160),
        new("address", "address", "地址", DbfBytes: Longest),
        new("openingHours", "open_hours", "开放时间", DbfBytes: 120),
        new("unitCode", "unit_code", "责任单位编号"),
        new("unitName", "unit_name", "责任单位名称", DbfBytes: 160),
        new("state", "state", "现状", DbfBytes: 10),
        new("clearedOn", "cleared_on", "清零日期", ColumnKind.Day),
        new("clearedOutcome", "cleared_by", "清零方式", DbfBytes: Longest),
        new("gridCode", "grid_code", "所在网格"),
        new("gridName", "grid_name", "所在网格名称", DbfBytes: 160),
        new("createdAt", "created_at", "录入时间", ColumnKind.Time),
        new("updatedAt", "updated_at", "更新时间", ColumnKind.Time),
        new("id", "gridmap_id", "ID", DbfBytes: 36),
    ]);

    public static ExportLayer Issues { get; } = new("issues", "问题", ExportShape.Point, "Export/export-issues",
    [
        new("number", "number", "序号", ColumnKind.Integer),
        new("externalId", "externalid", "问题编号", DbfBytes: 120),
        new("category", "category", "问题类别", DbfBytes: 160),
        new("description", "descript", "问题描述", DbfBytes: Longest),
        new("severity", "severity", "严重程度", ColumnKind.Integer),
        new("address", "address", "地址", DbfBytes: Longest),
        new("source", "source", "问题来源", DbfBytes: 24),
        new("unitCode", "unit_code", "责任单位编号"),
        new("unitName", "unit_name", "责任单位名称", DbfBytes: 160),
        new("status", "status", "办理状态", DbfBytes: 10),
        new("reportedAt", "reported", "上报时间", ColumnKind.Time),
        new("dueAt", "due_at", "整改期限", ColumnKind.Time),
        new("resolvedAt", "resolved", "办结时间", ColumnKind.Time),
        new("gridCode", "grid_code", "所在网格"),
        new("gridName", "grid_name", "所在网格名称", DbfBytes: 160),
        new("id", "gridmap_id", "ID", DbfBytes: 36),
    ]);

    public static ExportLayer Streets { get; } = new("streets", "街道", ExportShape.Line, "Export/export-streets",
    [
        new("externalId", "externalid", "街道编号", DbfBytes: 120),
        new("name", "name", "街道名称", DbfBytes: 160),
        new("class", "class", "道路等级", DbfBytes: 12),
    ]);

    public static ExportLayer Units { get; } = new("units", "单位", ExportShape.None, "Export/export-units",
    [
        new("code", "code", "单位编号"),
        new("name", "name", "单位名称", DbfBytes: 160),
        new("kind", "kind", "单位类别", DbfBytes: 16),
        new("parentCode", "parent", "上级编号"),
        new("phone", "phone", "电话", DbfBytes: 120),
    ]);

    /// <summary>Every layer.</summary>
    public static IReadOnlyList<ExportLayer> All { get; } = [Grids, Facilities, Issues, Streets, Units];
}
