namespace GridMap.Viewer.Text;

/// <summary>Words the server sends as codes.</summary>
internal sealed partial class Texts
{
    /// <summary>Categories offered in forms; any other may be written. Stored as they stand, so they are not translated.</summary>
    public static IReadOnlyList<string> CommonCategories { get; } =
    [
        "暴露垃圾", "积存垃圾渣土", "道路不洁", "占道经营", "店外经营", "乱堆物堆料", "非法小广告", "垃圾箱无盖",
        "旱厕待拆除", "敞口垃圾池未取缔", "水域不洁", "非机动车乱停", "机动车乱停", "私搭乱建",
    ];

    /// <summary>Outcomes offered when a facility is cleared.</summary>
    public IReadOnlyList<string> Outcomes => Language == Language.Chinese ? ["拆除", "改造", "取缔"] : ["Demolished", "Rebuilt", "Shut"];

    public string SourceName(string source) => source switch
    {
        "patrol" => Say("自查巡查", "Own patrol"),
        "superior_inspection" => Say("上级检查", "Superior's inspection"),
        "undercover" => Say("暗访", "Undercover visit"),
        "hotline" => Say("12345 热线", "Hotline 12345"),
        "imported_list" => Say("下发清单", "List handed down"),
        _ => Say("其他", "Other"),
    };

    public string StatusName(string status) => status == "resolved" ? Say("已解决", "Resolved") : Say("未解决", "Open");

    public string LayerName(string layer) => layer switch
    {
        "grids" => Say("责任网格", "Grids"),
        "facilities" => Say("设施", "Facilities"),
        "issues" => Say("问题", "Issues"),
        "streets" => Say("道路水系", "Streets and rivers"),
        "units" => Say("单位", "Units"),
        _ => layer,
    };

    public string ImportStatus(string status) => status switch
    {
        "running" => Say("进行中", "Running"),
        "published" => Say("已入库", "Published"),
        "draft" => Say("已存为草案", "Kept as a draft"),
        "refused" => Say("未通过,没有保存", "Refused, nothing stored"),
        "rehearsed" => Say("试运行通过,没有保存", "Rehearsed, nothing stored"),
        "failed" => Say("失败", "Failed"),
        "withdrawn" => Say("已撤回", "Withdrawn"),
        _ => status,
    };

    public string ImportStage(string stage) => stage switch
    {
        "reading" => Say("读取", "Reading"),
        "assigning" => Say("归入网格", "Assigning grids"),
        "storing" => Say("入库", "Storing"),
        "checking" => Say("检查网格", "Checking the grids"),
        "done" => Say("完成", "Done"),
        _ => stage,
    };

    public string ActionName(string action) => action switch
    {
        "added" => Say("登记", "Added"),
        "edited" => Say("修改", "Edited"),
        "resolved" => Say("解决", "Resolved"),
        "reopened" => Say("重新打开", "Reopened"),
        "cleared" => Say("清零", "Cleared"),
        "restored" => Say("恢复", "Restored"),
        "deleted" => Say("删除", "Deleted"),
        "reassigned" => Say("改归网格", "Reassigned"),
        "imported" => Say("导入", "Imported"),
        "withdrawn" => Say("随批次撤回", "Withdrawn"),
        _ => action,
    };

    /// <summary>A problem's sentence by its stable type; the server's own words where the type is unknown.</summary>
    public string Problem(string type, string? detail)
    {
        var known = KnownProblem(type.Split(':')[^1]) ?? Say("操作没有成功。", "This did not work.");
        return string.IsNullOrEmpty(detail) ? known : Say($"{known}({detail})", $"{known} ({detail})");
    }

    /// <summary>The sentence for a problem's type without its prefix; null for a type of a later version.</summary>
    public string? KnownProblem(string type) => type switch
    {
        "county-not-found" => Say("没有这个县区。", "There is no such county."),
        "not-found" => Say("没有找到,可能已被删除。", "It was not found; it may have been deleted."),
        "bad-parameter" or "unknown-parameter" => Say("请求的参数不能使用。", "A parameter cannot be used."),
        "bad-body" => Say("提交的内容无法识别。", "The content cannot be read."),
        "invalid" => Say("有的内容不能保存。", "A value cannot be stored."),
        "id-already-used" => Say("这个编号已用于别的内容。", "The id already stands for something else."),
        "conflict" => Say("与已有内容冲突。", "Something stored stands in the way."),
        "unit-in-use" => Say("别处还在用这个单位,请先改掉那些地方。", "The unit is named elsewhere; change those first."),
        "changed-meanwhile" => Say("他人刚刚修改过,请看最新内容。", "Somebody else just changed it; look at it again."),
        "if-match-required" => Say("缺少版本号,没有保存。", "The version is missing; nothing was stored."),
        "too-large" => Say("文件或内容太大。", "The file or content is too large."),
        "took-too-long" => Say("用时过长,请稍后再试。", "This took too long; try again later."),
        "database-unavailable" => Say("数据库暂时不可用,没有保存,请稍后再试。", "The database is not there right now; nothing was stored."),
        "rows-refused" => Say("文件有未通过的行,没有保存。", "Rows were refused; nothing was stored."),
        "file-kind" => Say("文件类型不对。", "The file is of another kind."),
        "file-refused" => Say("文件无法读取,没有保存。", "The file cannot be read; nothing was stored."),
        "import-built-upon" => Say("已有后续修改依赖这批数据,不能整批撤回。", "Later changes build upon this import; it cannot be withdrawn."),
        "network" => Say("连接不上服务器,请检查网络。", "The server cannot be reached; check the network."),
        "internal" => Say("系统内部出错。", "Something went wrong on the server."),
        "sign-in-required" => Say("请先登录。", "Sign in first."),
        "wrong-name-or-password" => Say("账号或密码不对。", "The name or the password is wrong."),
        "too-many-attempts" => Say("尝试次数过多,请稍后再试。", "Too many attempts; try again later."),
        "too-many-requests" => Say("同时请求太多,请稍后再试。", "Too much is asked for at a time; try again in a moment."),
        "not-allowed" => Say("您的角色不允许此操作。", "Your roles do not include this."),
        "must-change-password" => Say("请先设置自己的密码。", "Choose a password of your own first."),
        "weak-password" => Say("密码太弱:至少 12 个字符,且不是常见或泄露过的。", "The password is too weak: at least 12 characters, and none that is common or was leaked."),
        "stale-page" => Say("页面已过期,请刷新后再试。", "The page is out of date; reload it and try again."),
        "outside-your-area" => Say("位置不在您的负责范围内,没有保存。", "The place lies outside your area; nothing was stored."),
        "busy" => Say("他人正在修改同一内容,请稍后再试。", "Others are changing the same; try again in a moment."),
        "no-such-address" or "method-not-allowed" or "unsupported-media-type" or "bad-tile-address" =>
            Say("服务器不认识这个请求。", "The server does not know this request."),
        "foreign-host" or "foreign-page" => Say("此请求不是本系统页面发出的,已拒绝。", "The request did not come from GridMap's own page and was refused."),
        "in-clear" => Say("此地址未加密,已拒绝;请使用 https 地址。", "This address is not encrypted and was refused; use the https address."),
        "font-missing" => Say("服务器缺少中文字体,不能生成挂图;请管理员安装 fonts-wqy-microhei。", "The server lacks a Chinese font for wall sheets; its administrator can install fonts-wqy-microhei."),
        "basemap-unavailable" => Say("底图暂时不可用。", "The basemap is not there right now."),
        _ => null,
    };
}
