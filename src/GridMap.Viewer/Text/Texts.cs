using GridMap.Contracts.Facilities;

namespace GridMap.Viewer.Text;

/// <summary>Everything the viewer says, in Chinese and English side by side, so that neither can be forgotten.</summary>
/// <param name="language">Which of the two is said.</param>
internal sealed partial class Texts(Language language)
{
    public Language Language { get; } = language;

    private string Say(string chinese, string english) => Language == Language.Chinese ? chinese : english;

    // The page
    public string Close => Say("关闭", "Close");
    public string Cancel => Say("取消", "Cancel");
    public string Save => Say("保存", "Save");
    public string Edit => Say("修改", "Edit");
    public string Delete => Say("删除", "Delete");
    public string Back => Say("返回", "Back");
    public string Retry => Say("重试", "Try again");
    public string Loading => Say("正在加载…", "Loading…");
    public string Undo => Say("撤销", "Undo");
    public string Undone => Say("已撤销", "Undone");
    public string NothingToUndo => Say("没有可撤销的操作", "There is nothing to undo");
    public string Offline => Say("网络已断开。地图显示的是断开前的情况,恢复后会自动更新。", "You are offline. The map shows how things stood; it catches up by itself.");
    public string NoMap => Say("此浏览器未启用 WebGL,无法绘制地图。列表、查询和登记仍可使用。", "This browser has no WebGL, so the map cannot be drawn. Lists, search and forms still work.");
    public string SwitchLanguage => Say("English", "中文");
    public string UseDark => Say("深色", "Dark");
    public string UseLight => Say("浅色", "Light");
    public string County => Say("县区", "County");
    public string ChooseCounty => Say("选择县区", "Choose a county");
    public string Import => Say("导入", "Import");
    public string ImportData => Say("导入数据", "Import data");
    public string ToMap => Say("返回地图", "Back to the map");
    public string Layers => Say("图层", "Layers");
    public string InViewAndCounty => Say("视野内 / 全县", "In view / county");
    public string Search => Say("查询", "Search");
    public string SearchHint => Say("网格编号、名称、设施、问题、地址…", "Grid code, name, facility, issue, address…");
    public string NothingFound => Say("没有找到", "Nothing found");
    public string Live => Say("实时", "Live");
    public string Reconnecting => Say("正在重新连接…", "Reconnecting…");
    public string Report => Say("上报问题", "Report a problem");
    public string ReportHere => Say("在此网格上报", "Report in this grid");
    public string AddFacility => Say("登记设施", "Add a facility");
    public string TapMap => Say("请在地图上点选位置", "Tap the place on the map");
    public string UseMiddle => Say("用地图中心", "Use the middle of the map");
    public string TypedPlace => Say("位置:经度, 纬度", "Place: longitude, latitude");
    public string SeveralHere => Say("此处有多项", "Several things are here");
    public string Place => Say("位置", "Place");
    public string OutsideGrids => Say("不在任何网格内", "Outside all grids");
    public string Sheet => Say("展开或收起", "Expand or collapse");

    // Figures
    public string Unresolved => Say("未解决", "Unresolved");
    public string UnresolvedIssues => Say("未解决问题", "Unresolved issues");
    public string PerSquareKilometre => Say("每 km²", "per km²");
    public string Density => Say("密度", "Density");
    public string Count => Say("数量", "Count");
    public string Clean => Say("已清零(有记录,无未解决)", "Clean: nothing unresolved");
    public string NeverReported => Say("尚无记录", "No record yet");
    public string NeverReportedWhy => Say("从未有人在此上报:不等于干净", "Nobody ever reported here: not the same as clean");
    public string CleanGrids => Say("已清零网格", "Clean grids");
    public string Densest => Say("问题最密的十个网格", "The ten densest grids");
    public string Most => Say("问题最多的十个网格", "The ten grids with most issues");
    public string OutsideCount => Say("网格外问题", "Issues outside grids");
    public string IssuePoints => Say("问题点", "Issues");
    public string Toilets => Say("厕所", "Toilets");
    public string WastePoints => Say("垃圾点", "Waste points");
    public string Markets => Say("市场", "Markets");
    public string ToBeCleared => Say("待清零", "to be cleared");
    public string Basemap => Say("底图", "Basemap");
    public string NoBasemap => Say("无", "None");
    public string OnlyToClear => Say("只看旱厕与敞口池", "Only dry toilets and open pits");
    public string ShowAll => Say("显示全部", "Show everything");
    public string DownloadCsv => Say("下载清单(CSV)", "Download the list (CSV)");

    // A grid
    public string Grid => Say("网格", "Grid");
    public string GridsInAll => Say("个责任网格", "responsibility grids");
    public string LeadUnit => Say("牵头单位", "Lead unit");
    public string NoLeadUnit => Say("尚未指定", "None named yet");
    public string Area => Say("面积", "Area");
    public string Residents => Say("居民", "Residents");
    public string NoOpenIssues => Say("没有未解决的问题", "No unresolved issues");
    public string Worst => Say("全县排名", "in the county");
    public string Late => Say("已超期", "overdue");
    public string LateLamp => Say("已超期", "late");
    public string SoonDue => Say("将到期", "soon");
    public string InTime => Say("未到期", "in time");
    public string Recounting => Say("正在重新统计", "Being recounted");

    // An issue
    public string Issue => Say("问题", "Issue");
    public string Category => Say("类别", "Category");
    public string Description => Say("描述", "Description");
    public string Severity => Say("程度", "Severity");
    public string Address => Say("地址", "Address");
    public string Source => Say("来源", "Source");
    public string Unit => Say("责任单位", "Unit");
    public string NoUnit => Say("(未指定)", "(none)");
    public string ReportedAt => Say("上报时间", "Reported");
    public string DueAt => Say("整改期限", "Due");
    public string ResolvedAt => Say("解决时间", "Resolved");
    public string Status => Say("状态", "Status");
    public string Number => Say("编号", "Number");
    public string Resolve => Say("标为已解决", "Resolve");
    public string Reopen => Say("重新打开", "Reopen");
    public string History => Say("经过", "History");
    public string ResolvedBeforeReported => Say("来源记载的解决时间早于上报时间", "Its source says it was resolved before it was reported");
    public string NewIssue => Say("上报问题", "Report a problem");
    public string EditIssue => Say("修改问题", "Edit the problem");
    public string Send => Say("上报", "Send");
    public string Day1 => Say("1 天", "1 day");
    public string Day3 => Say("3 天", "3 days");
    public string Day7 => Say("7 天", "7 days");

    // A facility
    public string Facility => Say("设施", "Facility");
    public string Kind => Say("类型", "Kind");
    public string Name => Say("名称", "Name");
    public string OpeningHours => Say("开放时间", "Opening hours");
    public string Keeper => Say("管理单位", "Kept by");
    public string NewFacility => Say("登记设施", "Add a facility");
    public string EditFacility => Say("修改设施", "Edit the facility");
    public string Move => Say("移动", "Move");
    public string MoveHint => Say("在地图上点选新位置,或拖动图钉", "Tap the new place on the map, or drag the pin");
    public string MoveHere => Say("移到此处", "Move here");
    public string Retire => Say("清零", "Clear");
    public string RetireFacility => Say("清零:拆除、改造或取缔", "Clear: demolished, rebuilt or shut");
    public string Restore => Say("恢复为现存", "Restore");
    public string ClearedOn => Say("清零日期", "Cleared on");
    public string ClearedOutcome => Say("清零结果", "Outcome");
    public string Existing => Say("现存", "Existing");
    public string Cleared => Say("已清零", "Cleared");

    // Two people, one record
    public string ChangedMeanwhile => Say("他人刚刚修改过", "Somebody else changed this");
    public string ChangedMeanwhileHint => Say("请选择保留哪一个:", "Choose which to keep:");
    public string Mine => Say("我的", "Mine");
    public string Theirs => Say("对方的", "Theirs");
    public string KeepMine => Say("保留我的", "Keep mine");
    public string KeepTheirs => Say("采用对方的", "Take theirs");

    // What was done
    public string Reported => Say("已上报", "Reported");
    public string Saved => Say("已保存", "Saved");
    public string DidResolve => Say("已标为解决", "Marked resolved");
    public string DidReopen => Say("已重新打开", "Reopened");
    public string DidDelete => Say("已删除", "Deleted");
    public string DidAdd => Say("已登记", "Added");
    public string DidMove => Say("已移动", "Moved");
    public string DidRetire => Say("已清零", "Cleared");
    public string DidRestore => Say("已恢复", "Restored");

    // Empty
    public string NoGrids => Say("还没有网格", "No grids yet");
    public string NoGridsHint => Say("导入责任网格后,地图会按未解决问题的密度着色。", "Import the responsibility grids, and the map will colour them by unresolved issues.");
    public string NoCounty => Say("还没有县区", "No county yet");
    public string NoCountyHint => Say("导入时填写六位县区代码,县区会随之建立。", "Importing with a six-digit code creates the county.");

    // Import
    public string ImportLayer => Say("内容", "What it holds");
    public string ImportFile => Say("文件", "File");
    public string ImportMapping => Say("字段对照(JSON,可不填)", "Mapping (JSON, optional)");
    public string ImportRehearse => Say("先试运行,不保存", "Rehearse only, store nothing");
    public string ImportSkip => Say("跳过有误的行,保存其余", "Leave out refused rows, store the rest");
    public string ImportDefects => Say("接受几何缺陷的理由(可不填)", "Reason for admitting geometry defects (optional)");
    public string ImportStart => Say("开始导入", "Start the import");
    public string ImportRunning => Say("正在导入…", "Importing…");
    public string ImportEarlier => Say("以前的导入", "Earlier imports");
    public string ImportNone => Say("还没有导入记录", "Nothing was imported yet");
    public string Withdraw => Say("整批撤回", "Withdraw");
    public string RefusedRows => Say("未通过的行", "Refused and repaired rows");
    public string Line => Say("行", "Line");
    public string Column => Say("列", "Column");
    public string Reason => Say("原因", "Reason");
    public string RowsRead => Say("读取", "read");
    public string RowsAdded => Say("新增", "added");
    public string RowsUpdated => Say("更新", "updated");
    public string RowsUnchanged => Say("未变", "unchanged");
    public string RowsLeftOut => Say("略去", "left out");
    public string RowsRefused => Say("未通过", "refused");
    public string RowsRepaired => Say("修复", "repaired");
    public string RowsOutside => Say("网格外", "outside");

    // Missing or wrong in a form
    public string MustCategory => Say("请填写类别", "Say what kind of problem it is");
    public string MustName => Say("请填写名称", "Give it a name");
    public string MustKind => Say("请选择类型", "Choose a kind");
    public string MustPlace => Say("请在地图上点选位置", "Choose the place on the map");
    public string MustOutcome => Say("请填写清零结果", "Say what became of it");
    public string MustDate => Say("日期不正确", "This is not a date");
    public string MustFile => Say("请选择文件", "Choose a file");
    public string MustCounty => Say("县区代码为六位数字", "A county code has six digits");
    public string TooLong => Say("内容太长", "This is too long");

    /// <summary>What a facility kind is called; a kind of a later version by its code.</summary>
    public string KindName(string code) =>
        FacilityKind.Find(code) is { } kind ? Say(kind.Chinese, kind.English) : code;

    /// <summary>Number and unit of days or hours, for how long something is overdue or still has.</summary>
    public string Overdue(TimeSpan by) => Say($"超期 {Span(by)}", $"{Span(by)} overdue");

    /// <summary>A place in an order, 1 the first.</summary>
    public string Rank(int place) => Say($"第 {place}", $"#{place}");

    public string Left(TimeSpan time) => Say($"余 {Span(time)}", $"{Span(time)} left");

    public string Ago(int seconds) => seconds switch
    {
        < 60 => Say($"{seconds} 秒前", $"{seconds} s ago"),
        < 3600 => Say($"{seconds / 60} 分钟前", $"{seconds / 60} min ago"),
        _ => Say($"{seconds / 3600} 小时前", $"{seconds / 3600} h ago"),
    };

    public string SeverityName(int severity) => severity switch
    {
        1 => Say("轻微", "Minor"),
        3 => Say("严重", "Serious"),
        _ => Say("一般", "Ordinary"),
    };

    private string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalHours: < 1 } length => Say($"{Math.Max(1, length.Minutes)} 分", $"{Math.Max(1, length.Minutes)} min"),
        { TotalDays: < 2 } length => Say($"{(int)length.TotalHours} 时", $"{(int)length.TotalHours} h"),
        var length => Say($"{(int)length.TotalDays} 天", $"{(int)length.TotalDays} d"),
    };
}
