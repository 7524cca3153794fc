using System.Globalization;
using GridMap.Contracts.Facilities;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

/// <summary>Facilities as lines of a table for Chinese spreadsheets, with times of the county.</summary>
internal sealed class FacilityTable(TimeZoneInfo zone)
{
    public static readonly IReadOnlyList<string> Headers =
    [
        "编号", "外部编号", "类型", "类型代码", "名称", "地址", "开放时间", "管理单位", "状态", "清零日期", "清零结果",
        "网格编号", "网格名称", "经度", "纬度", "录入时间", "更新时间", "已删除", "ID",
    ];

    /// <summary>The table of a county; null where there is none.</summary>
    public static async Task<FacilityTable?> FindAsync(NpgsqlDataSource db, string countyCode, CancellationToken ct) =>
        await db.FindTimeZoneAsync(countyCode, ct) is { } zone ? new(zone) : null;

    /// <summary>One line, from a row of list-facilities.sql.</summary>
    public object?[] Read(NpgsqlDataReader row)
    {
        var facility = FacilityRecord.ReadFacility(row);
        return
        [
            facility.Number, facility.ExternalId, FacilityKind.Find(facility.Kind)?.Chinese ?? facility.Kind, facility.Kind,
            facility.Name, facility.Address, facility.OpeningHours, facility.UnitName ?? facility.UnitCode,
            facility.State == FacilityState.Cleared ? "已清零" : "现存",
            facility.ClearedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), facility.ClearedOutcome,
            facility.GridCode ?? "网格外", facility.GridName, facility.Longitude, facility.Latitude,
            Local(facility.CreatedAt), Local(facility.UpdatedAt), facility.IsDeleted ? "是" : "", facility.Id,
        ];
    }

    private string Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
