namespace GridMap.Viewer.Text;

/// <summary>Versions of the division into grids.</summary>
internal sealed partial class Texts
{
    public string Divisions => Say("网格划分", "Divisions");
    public string AllDivisions => Say("全部版本", "All versions");
    public string NoDivisions => Say("还没有网格划分。请先导入网格。", "There is no division yet. Import grids first.");
    public string BeginDraft => Say("起草新版本", "Begin a draft");
    public string DraftName => Say("名称", "Name");
    public string MustDraftName => Say("请填写名称", "Give it a name");
    public string DraftBegun => Say("已按现行划分建立草稿", "The draft is a copy of the division in force");
    public string ThrowAway => Say("丢弃草稿", "Throw away");
    public string ThrownAway => Say("草稿已丢弃", "The draft was thrown away");
    public string GridsUnit => Say("个网格", "grids");
    public string NoSuchDivision => Say("没有这个版本。", "There is no such version.");
    public string ShowOnMap => Say("在地图上显示", "Show it on the map");

    public string CheckDivision => Say("检查", "Check");
    public string CheckAgain => Say("重新检查", "Check again");
    public string Checking => Say("正在检查…", "Checking…");
    public string Publishing => Say("正在发布…", "Publishing…");
    public string Repairing => Say("正在推算修补…", "Working out repairs…");
    public string CallOff => Say("停止", "Stop");
    public string CalledOff => Say("已停止,没有任何改动", "Stopped; nothing was changed");
    public string WorkWaiting => Say("等待开始…", "Waiting to begin…");
    public string Published => Say("已发布,现行有效", "Published and in force");
    public string Publish => Say("发布", "Publish");
    public string NotChecked => Say("未检查或检查后又有修改,请先检查。", "It was not checked as it stands: check it first.");
    public string Overtaken => Say("起草之后已有另一版本生效,请重新起草,以免丢失其改动。", "Another version came into force since it was begun. Begin anew, so that its changes are not lost.");
    public string AcceptBecause => Say("带问题发布的书面理由", "Written reason to publish with defects");
    public string AcceptHint => Say("理由会记入操作记录,并在版本上公开。", "It is kept in the audit and shown with the version.");
    public string OnlyAdministrators => Say("也可由管理员书面同意后发布。", "An administrator may also accept them in writing.");
    public string MustReason => Say("请写明理由", "Write the reason");
    public string AcceptedBecause => Say("带问题发布", "Published with defects");
    public string OpenedBy => Say("起草", "begun");
    public string CheckedAtWord => Say("检查", "checked");
    public string PublishedAtWord => Say("生效", "in force");
    public string SupersededAtWord => Say("失效", "superseded");

    public string Defects => Say("问题", "Defects");
    public string NoDefects => Say("没有发现问题。", "No defects were found.");
    public string NeverChecked => Say("还没有检查过。", "It was not checked yet.");
    public string OfLastCheck => Say("以下为上次检查的结果,之后又有修改。", "As of the last check; it was changed since.");
    public string Tolerated => Say("在容差以内,不妨碍发布", "Within tolerance, no hindrance");
    public string Width => Say("宽", "width");
    public string MoreDefects => Say("显示更多", "Show more");

    public string Differences => Say("改动", "Changes");
    public string NoDifferences => Say("与对照版本没有差别。", "It differs in nothing.");
    public string AgainstInForce => Say("与现行划分相比", "Against the division in force");
    public string AgainstBefore => Say("与上一版本相比", "Against the version before");

    public string TooManyDefects(int count) => Say($"有 {count} 处问题,请先改正。", $"It has {count} defects: correct them first.");

    public string DivisionStatusName(string status) => status switch
    {
        "draft" => Say("草稿", "Draft"),
        "checked" => Say("已检查", "Checked"),
        "published" => Say("现行", "In force"),
        "superseded" => Say("曾用", "Superseded"),
        _ => status,
    };

    public string DefectCounts(int blocking, int tolerated) =>
        Say($"{blocking} 处问题,{tolerated} 处在容差内", $"{blocking} defects, {tolerated} within tolerance");

    public string DefectKindName(string kind) => kind switch
    {
        "gap" => Say("空隙", "Gaps"),
        "overlap" => Say("重叠", "Overlaps"),
        "uncovered" => Say("未覆盖", "Uncovered ground"),
        "outside-parent" => Say("超出上级", "Outside the parent"),
        "outside-boundary" => Say("超出县界", "Outside the boundary"),
        "missing-parent" => Say("缺上级", "Missing parents"),
        "missing-lead" => Say("缺牵头单位", "Missing lead units"),
        "invalid-ring" => Say("图形无效", "Invalid shapes"),
        "duplicate-code" => Say("编码重复", "Codes used twice"),
        "invalid-code" => Say("编码不合规则", "Codes against the scheme"),
        _ => kind,
    };

    public string DifferenceName(string difference) => difference switch
    {
        "added" => Say("新增", "Added"),
        "removed" => Say("撤销", "Removed"),
        "reshaped" => Say("改形", "Reshaped"),
        "described" => Say("改属性", "Described otherwise"),
        _ => difference,
    };
}
