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

    public string ComesIntoForce(DateOnly day) => Say($"定于 {day:yyyy-MM-dd} 生效", $"comes into force on {day:yyyy-MM-dd}");

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
        "unknown-code" => Say("与区划代码表不符", "Not in the list of division codes"),
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

    // Repairs
    public string Repair => Say("修补", "Repair");
    public string ProposeRepair => Say("推算修补方案", "Propose a repair");
    public string RepairOne => Say("只修补这一处…", "Repair this one…");
    public string RepairHint => Say("先给出方案供您查看,接受之前不改动任何网格。", "A proposal is worked out first; nothing changes until you accept it.");
    public string RepairSteps => Say("方案", "What it does");
    public string RepairChanges => Say("改动的网格", "Grids it changes");
    public string RepairsNothing => Say("这些问题不能自动修补,请在地图上改正。", "Nothing here can be repaired by itself; correct it on the map.");
    public string RepairDone => Say("已按方案修改草稿,请重新检查", "The draft was repaired; check it again");

    public string AcceptRepair(int count) => Say($"接受({count} 个网格)", $"Accept ({count} grids)");

    public string RepairOutcome(int blocking, int tolerated) => blocking + tolerated == 0
        ? Say("全部接受后不再有问题。", "Accepted as a whole, no defects remain.")
        : Say($"全部接受后还有 {blocking} 处问题、{tolerated} 处在容差内。", $"Accepted as a whole, {blocking} defects remain, and {tolerated} within tolerance.");

    /// <summary>What one step of a repair does, in a sentence.</summary>
    public string RepairSentence(string kind, IReadOnlyList<string> codes, string? to, string area) => kind switch
    {
        "gave-overlap" => Say($"{Named(codes)} 重叠的 {area} 归 {to}", $"The {area} that {Named(codes)} both have go to {to}"),
        "gave-gap" => Say($"空隙 {area} 归 {to}", $"The gap of {area} goes to {to}"),
        "clipped" => Say($"裁去 {Named(codes)} 超出的 {area}", $"The {area} by which {Named(codes)} reach outside are cut off"),
        "snapped-edges" => Say($"对齐 {codes.Count} 个网格的共边,移动不超过容差的一半", $"Common borders of {codes.Count} grids are aligned, by half the tolerance at most"),
        "fixed-rings" => Say($"改正 {Named(codes)} 的图形", $"The shape of {Named(codes)} is made valid"),
        _ => $"{kind} {Named(codes)} {area}",
    };

    // Drawing
    public string Draw => Say("绘制", "Draw");
    public string DrawLevel => Say("层级", "Level");
    public string DrawTools => Say("工具", "Tools");
    public string Reshape => Say("改形", "Reshape");
    public string Split => Say("拆分", "Split");
    public string Merge => Say("合并", "Merge");
    public string PickGridHint => Say("在地图上点选网格,或输入编号。", "Tap a grid on the map, or type its code.");
    public string ReshapeHint => Say("拖动顶点,相邻网格的同一顶点一起移动;拖动边中点可加点,Delete 删除顶点。", "Drag a vertex: neighbours that share it move along. Drag the middle of an edge to add one; Delete takes one out.");
    public string SplitHint => Say("在地图上点出一条线,两端都要落到网格边界或界外。", "Tap a line across the grid, both ends on its border or beyond.");
    public string MergeHint => Say("点选相邻网格,它将并入所选网格。", "Tap the neighbour that is to become part of it.");
    public string SplitHere => Say("沿此线拆分", "Split along this line");
    public string MergeWith => Say("并入的相邻网格", "Neighbour to join");
    public string GridCode => Say("编号", "Code");
    public string CodeTaken => Say("编号已被使用", "The code is taken");
    public string TakeOver => Say("应用", "Apply");
    public string FindGrid => Say("按编号查找", "Find by code");
    public string Redo => Say("重做", "Redo");
    public string DropDrawing => Say("放弃修改", "Drop the changes");
    public string DrawingSaved => Say("已保存到草稿,发布前需重新检查", "Saved in the draft; it has to be checked before it is published");
    public string SaveFirst => Say("请先保存或放弃修改。", "Save or drop the changes first.");

    public string SaveDrawing(int changes) => changes == 0 ? Say("保存", "Save") : Say($"保存 {changes} 处修改", $"Save {changes} changes");

    public string DrawRefusal(string reason) => reason switch
    {
        "crossings" => Say("线必须恰好穿过网格边界两次,且中间在网格内。", "The line has to cross the grid's border exactly twice and run inside between."),
        "through-hole" => Say("线穿过了网格中的空洞。", "The line runs through a hole of the grid."),
        "not-neighbours" => Say("两个网格没有共同的边。", "The two grids have no common border."),
        "too-small" => Say("这样网格就没有面积了。", "A grid would be left without ground."),
        _ => Say("不能这样修改。", "It cannot be drawn so."),
    };

    // Unit grids
    public string WithoutUnitGrids => Say("(不含单元网格)", "(unit grids not listed)");
    public string UnitGrids => Say("单元网格", "Unit grids");
    public string UnitGridsHint => Say("沿街道和河流把责任网格划成单元网格,再按面积细分。发布前需重新检查。", "Grids are divided along streets and rivers, then into pieces of the area wanted. The draft has to be checked again.");
    public string UnitGridsOf => Say("范围", "Where");
    public string AllResponsibilityGrids => Say("全部责任网格", "All responsibility grids");
    public string UnitGridOne => Say("或只划一个网格(编号)", "Or one grid alone (code)");
    public string UnitGridArea => Say("面积(m²)", "Area (m²)");
    public string MustUnitGridArea => Say("请填 2000 到 100000 之间的数", "2,000 to 100,000");
    public string ReplaceUnitGrids => Say("已有单元网格的重新划分", "Divide those anew that have unit grids");
    public string MakeUnitGrids => Say("生成单元网格", "Generate unit grids");
    public string MakingUnitGrids => Say("正在划分单元网格…", "Dividing…");
    public string RemoveUnitGrids => Say("删除单元网格", "Remove unit grids");
    public string UnitGridsRemoved => Say("已从草稿中删除单元网格", "The unit grids were taken out of the draft");

    public string UnitGridsMade(int made, int divided, int kept) => Say(
        $"已把 {divided} 个网格划成 {made} 个单元网格" + (kept > 0 ? $",{kept} 个保持原样" : "") + "。",
        $"{divided} grids were divided into {made} unit grids" + (kept > 0 ? $"; {kept} stayed as they are" : "") + ".");

    // The county's list of division codes
    public string DivisionCodes => Say("区划代码表", "Division codes");
    public string DivisionCodesHint => Say("上传本县区的 12 位区划代码和名称(CSV 或 Excel),检查时核对乡镇和社区。", "Upload the county's 12-digit codes with their names (CSV or Excel): towns and communities are checked against them.");
    public string NoDivisionCodes => Say("还没有代码表,不核对。", "There is no list; nothing is checked against one.");
    public string DivisionCodesFile => Say("代码表文件", "File with the list");
    public string RemoveDivisionCodes => Say("删除代码表", "Remove the list");
    public string DivisionCodesRemoved => Say("已删除代码表", "The list was removed");

    public string DivisionCodesCount(int count) => Say($"表中有 {count} 个代码。", $"The list has {count} codes.");

    public string DivisionCodesTaken(int count, int leftOut) => Say(
        $"已存入 {count} 个代码" + (leftOut > 0 ? $",略去其他县区的 {leftOut} 行" : ""),
        $"{count} codes were stored" + (leftOut > 0 ? $"; {leftOut} rows of other counties were left out" : ""));

    private string Named(IReadOnlyList<string> codes) => string.Join(Say("、", ", "), codes.Take(4)) + (codes.Count > 4 ? "…" : "");

    public string AreaLevel(string level) => level switch
    {
        "town" => LevelTown,
        "community" => LevelCommunity,
        "unit" => Say("单元网格", "Unit grid"),
        _ => Say("责任网格", "Grid"),
    };
}
