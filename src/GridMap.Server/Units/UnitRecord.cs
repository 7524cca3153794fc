using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Units;

/// <summary>Rows of list-units.sql, get-unit.sql and list-references.sql.</summary>
internal static class UnitRecord
{
    /// <summary>Headers of the table for spreadsheets, whose lines <see cref="ReadLine"/> reads.</summary>
    public static readonly IReadOnlyList<string> Headers = ["编码", "名称", "类型", "类型代码", "上级编码", "上级名称", "电话"];

    public static Unit Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.Nullable<string>(3), row.Nullable<string>(4));

    public static UnitDetail ReadDetail(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.Nullable<string>(3), row.Nullable<string>(4),
        row.Nullable<string>(5), [], row.GetInt64(6));

    public static UnitReference ReadReference(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.Nullable<string[]>(2) ?? []);

    public static object?[] ReadLine(NpgsqlDataReader row)
    {
        var unit = Read(row);
        return [unit.Code, unit.Name, InChinese(unit.Kind), unit.Kind, unit.ParentCode, row.Nullable<string>(5), unit.Phone];
    }

    private static string InChinese(string kind) => kind switch
    {
        UnitKind.Territorial => "块",
        UnitKind.Functional => "条",
        UnitKind.Person => "人员",
        _ => kind,
    };
}
