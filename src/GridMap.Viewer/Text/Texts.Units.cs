using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;

namespace GridMap.Viewer.Text;

/// <summary>The register of units, who answers for what, and whose the place is where somebody stands.</summary>
internal sealed partial class Texts
{
    // The register
    public string Units => Say("单位与责任人", "Units and people");
    public string Register => Say("名册", "Register");
    public string FindUnit => Say("编码、名称或电话", "Code, name or phone");
    public string AnyKind => Say("全部类型", "Every kind");
    public string AddUnit => Say("新增", "Add");
    public string UnitCode => Say("编码", "Code");
    public string ParentUnit => Say("上级或所在单位", "Unit above, or where the person works");
    public string Phone => Say("电话", "Phone");
    public string MustUnitCode => Say("请填写编码(不含斜杠)", "Give it a code, without a slash");
    public string NoUnits => Say("名册里还没有符合条件的单位或人员。", "No unit or person fits.");
    public string UnitSaved => Say("已保存", "Saved");
    public string UnitDeleted => Say("已删除", "Deleted");
    public string NamedBy => Say("正被使用,不能删除", "In use, so it cannot be deleted");
    public string Call => Say("拨打", "Call");

    // Who answers for what
    public string Responsibility => Say("责任", "Who answers");
    public string EditResponsibility => Say("调整责任单位和责任人", "Change who answers");
    public string MemberUnits => Say("成员单位", "Member units");
    public string Leaders => Say("包抓领导", "Leaders in charge");
    public string Contacts => Say("联系人", "Contacts");
    public string ByDepartment => Say("条线部门", "Departments");
    public string WholeCountyDuty => Say("县级兜底", "The county itself");
    public string WholeCountyDutyHint => Say("网格及其上级都没有指定时,由这里的单位和人员负责。", "They answer where neither a grid nor an area above it names anybody.");
    public string DepartmentsHint => Say("问题类别等于或以左边文字开头的,归右边部门;最长的一条为准,留空表示所有类别。", "Problems whose category is or begins with the text go to the department; the longest text counts, an empty one stands for every category.");
    public string EveryCategory => Say("所有类别", "every category");
    public string AddDepartment => Say("增加一条", "Add a line");
    public string AddOne => Say("添加…", "Add…");
    public string Nobody => Say("尚未指定", "Nobody yet");
    public string TakeAway => Say("移除", "Remove");

    // Where somebody stands
    public string MyGrid => Say("我的网格", "My grid");
    public string MyGridHint => Say("看看脚下是谁的网格", "Whose grid is this");
    public string Locating => Say("正在定位…", "Finding where you are…");
    public string LocationDenied => Say("浏览器没有给出位置。请在地图上点一下您所在的地方。", "The browser does not tell where you are. Tap the place on the map.");
    public string LocateAgain => Say("重新定位", "Locate again");
    public string OpenGrid => Say("查看网格", "Open the grid");
    public string NobodyAnswers => Say("网格、上级和县里都还没有指定责任单位。", "Neither the grid nor anything above it names a unit yet.");
    public string TapElsewhere => Say("点地图可查别处。", "Tap the map to ask about another place.");

    public string UnitKindName(string kind) => kind switch
    {
        UnitKind.Territorial => Say("块(属地)", "Territorial"),
        UnitKind.Functional => Say("条(部门)", "Functional"),
        UnitKind.Person => Say("人员", "Person"),
        _ => kind,
    };

    /// <summary>How a unit is named elsewhere.</summary>
    public string ReferenceName(string how) => how switch
    {
        "parent" => Say("下级", "above"),
        "lead" => LeadUnit,
        "draft" => Say("划分草案中的牵头单位", "Lead unit in a draft"),
        "member" => MemberUnits,
        "leader" => Leaders,
        "contact" => Contacts,
        "county" => WholeCountyDuty,
        "department" => ByDepartment,
        "issue" => UnresolvedOrNot,
        "facility" => Facility,
        "membership" => Members,
        "grant" => Grants,
        "key" => Keys,
        _ => how,
    };

    private string UnresolvedOrNot => Say("问题", "Issues");

    /// <summary>By which rule somebody answers; empty where the grid names them itself.</summary>
    /// <param name="rule">As the server says it.</param>
    /// <param name="nameOf">The name of an area by its code.</param>
    public string RuleName(string rule, Func<string, string> nameOf)
    {
        if (rule == ResponsibilityRule.County) return Say("县级兜底", "the county answers");
        if (!rule.StartsWith(ResponsibilityRule.ParentPrefix, StringComparison.Ordinal)) return "";
        var name = nameOf(rule[ResponsibilityRule.ParentPrefix.Length..]);
        return Say($"属地兜底:{name}", $"{name} answers for it");
    }

    public string Away(double metres)
    {
        var distance = metres < 1000 ? $"{Math.Max(1, Math.Round(metres)):0} m" : $"{(metres / 1000).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} km";
        return Say($"相距 {distance}", $"{distance} away");
    }

    public string NearestGrid(string name, double metres) => Say($"最近的网格:{name},{Away(metres)}", $"The nearest grid is {name}, {Away(metres)}");
}
