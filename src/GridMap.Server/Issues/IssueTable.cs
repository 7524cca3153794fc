using System.Globalization;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Issues;

/// <summary>Issues as lines of a table for Chinese spreadsheets, with times of the county.</summary>
internal sealed class IssueTable(TimeZoneInfo zone)
{
    public static readonly IReadOnlyList<string> Headers =
    [
        "编号", "外部编号", "类别", "描述", "严重程度", "地址", "来源", "责任单位", "状态", "上报时间", "整改期限", "解决时间",
        "网格编号", "网格名称", "经度", "纬度", "已删除", "ID",
    ];

    /// <summary>The table of a county; null where there is none.</summary>
    public static async Task<IssueTable?> FindAsync(NpgsqlDataSource db, string countyCode, CancellationToken ct) =>
        await db.FindTimeZoneAsync(countyCode, ct) is { } zone ? new(zone) : null;

    /// <summary>One line, from a row of list-issues.sql.</summary>
    public object?[] Read(NpgsqlDataReader row)
    {
        var issue = IssueRecord.ReadIssue(row);
        return
        [
            issue.Number, issue.ExternalId, issue.Category, issue.Description, Severity(issue.Severity), issue.Address,
            Source(issue.Source), issue.UnitName ?? issue.UnitCode, issue.Status == IssueStatus.Open ? "未解决" : "已解决",
            Local(issue.ReportedAt), Local(issue.DueAt), Local(issue.ResolvedAt),
            issue.GridCode ?? "网格外", issue.GridName, issue.Longitude, issue.Latitude, issue.IsDeleted ? "是" : "", issue.Id,
        ];
    }

    private static string Severity(int severity) => severity switch { 1 => "轻微", 3 => "严重", _ => "一般" };

    private static string Source(string source) => source switch
    {
        "patrol" => "自查巡查",
        "superior_inspection" => "上级检查",
        "undercover" => "暗访",
        "hotline" => "12345热线",
        "imported_list" => "下发清单",
        _ => "其他",
    };

    private string? Local(DateTimeOffset? time) => time is null
        ? null
        : TimeZoneInfo.ConvertTime(time.Value, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
