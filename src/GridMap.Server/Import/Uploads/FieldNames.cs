namespace GridMap.Server.Import.Uploads;

/// <summary>What fields are called in Chinese, and what columns that hold them are called in the files of counties.</summary>
internal static class FieldNames
{
    // The first is the heading of templates. Letters alone are initials of Chinese names, as .dbf columns of ten bytes have them.
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["externalId"] = "编号 外部编号 唯一编号 序列号 案件编号 任务编号 设施编号 编码 代码 externalid external_id id objectid fid bh",
        ["code"] = "编号 编码 代码 code id bm dm bh",
        ["name"] = "名称 name mc 姓名",
        ["kind"] = "类别 类型 设施类别 设施类型 种类 kind type category lb lx",
        ["category"] = "问题类别 类别 类型 问题类型 案件类别 大类 小类 category type reason lb",
        ["description"] = "问题描述 描述 内容 问题内容 情况说明 说明 备注 description remark",
        ["address"] = "地址 地点 位置 详细地址 问题地点 位置描述 发生地点 address location dz",
        ["severity"] = "严重程度 程度 等级 紧急程度 severity",
        ["source"] = "问题来源 来源 source",
        ["reportedAt"] = "上报时间 发现时间 时间 报告时间 登记时间 创建时间 发生时间 上报日期 日期 reported_at open_dt created_at date",
        ["dueAt"] = "整改期限 期限 截止时间 办理期限 要求完成时间 due_at deadline",
        ["resolvedAt"] = "办结时间 整改时间 完成时间 解决时间 结案时间 resolved_at closed_at closed_dt",
        ["status"] = "办理状态 整改状态 状态 案件状态 status",
        ["state"] = "现状 状态 设施状态 state status",
        ["clearedOn"] = "清零日期 清理日期 拆除日期 完成日期 cleared_on",
        ["clearedOutcome"] = "清零方式 处置方式 清理方式 cleared_outcome",
        ["openingHours"] = "开放时间 营业时间 opening_hours",
        ["unitCode"] = "责任单位编号 责任单位编码 单位编号 责任单位代码 unitcode unit_code",
        ["parentCode"] = "上级编号 上级编码 上级代码 上级 父级编码 所属编号 parent parentcode parent_code pid",
        ["leadUnitCode"] = "牵头单位编号 牵头单位编码 牵头单位代码 牵头单位 责任单位编号 leadunit lead_unit leadunitcode lead_unit_code",
        ["residents"] = "常住人口 人口 人口数 居民数 residents population pop rk",
        ["level"] = "层级 级别 网格层级 网格级别 level",
        ["class"] = "道路等级 街道类别 等级 类别 道路类别 class highway fclass",
        ["phone"] = "电话 联系电话 手机 手机号 phone tel lxdh dh",
        ["longitude"] = "经度 东经 longitude lng lon long x x坐标 jd point_x",
        ["latitude"] = "纬度 北纬 latitude lat y y坐标 wd point_y",
    };

    // What stands before a name where the file says it in full, and so counts more than the bare one.
    private static readonly Dictionary<string, (string Chinese, string Latin)> Nouns = new(StringComparer.Ordinal)
    {
        ["grids"] = ("网格", "wg grid"),
        ["facilities"] = ("设施", "ss facility"),
        ["issues"] = ("问题", "wt issue"),
        ["streets"] = ("街道 道路 路", "jd dl street road"),
        ["units"] = ("单位", "dw unit"),
    };

    /// <summary>The heading of a field's column in a template.</summary>
    public static string Heading(string layer, string field) => Of(layer, field)[0];

    /// <summary>What a field's column may be called, the likeliest first, as <see cref="Plain"/> makes it.</summary>
    public static IReadOnlyList<string> Of(string layer, string field)
    {
        var common = Common[field].Split(' ');
        if (field is not ("code" or "name" or "kind" or "externalId")) return [.. common.Select(Plain), Plain(field)];
        var (chinese, latin) = Nouns[layer];
        var own = common.SelectMany(name => (char.IsAscii(name[0]) ? latin : chinese).Split(' ').Select(noun => noun + name));
        return [.. own.Concat(common).Append(field).Select(Plain).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A column's name without what does not tell it from others: case, spaces, underscores, what stands in brackets.</summary>
    public static string Plain(string name)
    {
        var at = name.IndexOfAny(['(', '（', '[', '【']);
        return new string([.. (at > 0 ? name[..at] : name).Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '*' or '＊'))]).ToLowerInvariant();
    }
}
