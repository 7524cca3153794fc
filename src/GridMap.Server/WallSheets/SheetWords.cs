using System.Globalization;
using GridMap.Contracts.Grids;

namespace GridMap.Server.WallSheets;

/// <summary>What a sheet says, in Chinese or English.</summary>
internal sealed class SheetWords(bool isEnglish)
{
    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh", "en"];

    public string Legend => Say("图 例", "Legend");
    public string Number => Say("序号", "No.");
    public string Code => Say("网格编号", "Grid code");
    public string Name => Say("网格名称", "Grid");
    public string LeadUnit => Say("牵头单位", "Lead unit");
    public string Phone => Say("电话", "Phone");
    public string Leaders => Say("包抓领导", "Leader in charge");
    public string Contacts => Say("联系人及电话", "Contact");
    public string Table => Say("网格责任一览表", "Who answers for which grid");
    public string TableContinued => Say("网格责任一览表（续）", "Who answers for which grid (continued)");
    public string Continued => Say("（续）", " (continued)");
    public string NoLeadUnit => Say("（未指定）", "(nobody yet)");
    public string AreaBorder => Say("制图范围界", "Border of the sheet's area");
    public string TownBorder => Say("镇、街道界", "Town border");
    public string CommunityBorder => Say("社区、村界", "Community border");
    public string GridBorder => Say("责任网格界", "Grid border");
    public string MainStreet => Say("主要道路", "Main street");
    public string SecondaryStreet => Say("次要道路", "Secondary street");
    public string Lane => Say("街巷", "Lane");
    public string River => Say("河流", "River");
    public string InGrid => Say("网格编号与名称", "Code and name of a grid");
    public string AsNumber => Say("序号，见一览表", "Its number in the table");
    public string North => Say("北", "N");
    public string Datum => Say("2000 国家大地坐标系（CGCS2000）", "Datum: CGCS2000");
    public string Projection(string latitude) => Say($"等距圆柱投影，标准纬线 {latitude}", $"Equirectangular, true to scale at {latitude}");
    public string GridsColoured => Say("相邻网格颜色不同，颜色无其他含义", "Colours only tell neighbours apart");

    public string Title(string of) => Say($"{of}网格化管理责任图", $"{of}: responsibility grids");

    public string GridCount(int count) => Say($"责任网格 {count.ToString("#,0", CultureInfo.InvariantCulture)} 个", $"{count.ToString("#,0", CultureInfo.InvariantCulture)} responsibility grids");

    public string Area(double squareMetres) => Say("面积 ", "") + SquareKilometres(squareMetres);

    public static string SquareKilometres(double squareMetres) => (squareMetres / 1e6).ToString(squareMetres >= 1e8 ? "#,0.0" : "0.00", CultureInfo.InvariantCulture) + " km²";

    public string Division(SheetDivision division, TimeZoneInfo zone)
    {
        var since = division.Since is { } moment ? Day(TimeZoneInfo.ConvertTime(moment, zone)) : null;
        var name = Say($"第 {division.Number} 版网格划分“{division.Name}”", $"Division {division.Number} “{division.Name}”");
        return since is null ? name : name + Say($"，自 {since} 起施行", $", in force since {since}");
    }

    public string Made(DateTimeOffset at) => Say("制图日期 ", "Made on ") + Day(at);

    public string Scale(int denominator) => Say("比例尺 ", "Scale ") + "1:" + denominator.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    public string Page(int page, int pages) => Say($"第 {page} 页，共 {pages} 页", $"Page {page} of {pages}");

    public string More(int page) => Say($"其余网格见第 {page} 页", $"More grids on page {page}");

    /// <summary>Every text that is no figure, for the fonts.</summary>
    public IEnumerable<string> All =>
    [
        Legend, Number, Code, Name, LeadUnit, Phone, Leaders, Contacts, Table, TableContinued, Continued, NoLeadUnit, AreaBorder, TownBorder,
        CommunityBorder, GridBorder, MainStreet, SecondaryStreet, Lane, River, InGrid, AsNumber, North, Datum, Projection(""), GridsColoured,
        Title(""), GridCount(0), Area(0), Division(new(0, "", default(DateTimeOffset)), TimeZoneInfo.Utc), Made(default), Scale(1), Page(1, 1), More(1),
        "0123456789.,:· km²°′−", GridLevel.Town,
    ];

    private string Say(string chinese, string english) => isEnglish ? english : chinese;

    private string Day(DateTimeOffset at) => Say(at.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
}
