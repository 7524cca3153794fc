using System.Globalization;
using System.Text.RegularExpressions;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Imports;

namespace GridMap.Viewer.Text;

/// <summary>What the import page says of files that are looked at.</summary>
internal sealed partial class Texts
{
    public string StepFile => Say("选择文件", "File");
    public string StepReading => Say("核对读取", "Reading");
    public string StepColumns => Say("对应字段", "Columns");
    public string StepImport => Say("导入", "Import");
    public string Next => Say("下一步", "Next");
    public string DropFile => Say("选择文件,或拖到这里", "Choose a file, or drop it here");
    public string FileKinds => Say(
        "Shapefile(打包为 ZIP)、GeoJSON、GeoPackage、KML/KMZ、GPX、Excel、CSV", "Shapefile (as ZIP), GeoJSON, GeoPackage, KML/KMZ, GPX, Excel, CSV");
    public string Sending => Say("正在上传…", "Sending…");
    public string TemplateHint => Say("没有现成文件?下载模板填写:", "No file yet? Fill in a template:");
    public string ImportByMapping => Say("用字段对照文件(JSON)导入", "Import with a mapping (JSON)");
    public string ImportCalledOff => Say("导入已取消,没有保存任何数据。", "The import was called off; nothing was stored.");
    public string ImportAnother => Say("导入另一个文件", "Import another file");
    public string PleaseChoose => Say("请选择", "Please choose");
    public string WhichLayer => Say("文件里有多个图层,导入哪一个?", "The file holds several layers; which one?");
    public string ChooseLayerFirst => Say("请先选择图层。", "Choose a layer first.");
    public string TextEncoding => Say("文字编码", "Encoding of the texts");
    public string TextsAreRight => Say("上面的文字显示正常,没有乱码", "The texts above are readable");
    public string WhichCrs => Say("文件没有说明坐标系,请选择", "The file does not name its coordinate system; choose it");
    public string OtherCrs => Say("其他坐标系", "Another coordinate system");
    public string AxesSwapped => Say("坐标也可能是先北后东;如果上面的位置都不对,请先在原软件中对调坐标。", "North may stand before east; if none of these is right, exchange them where the file was made.");
    public string DatumCaveat => Say("该坐标系没有公开的精确转换参数,位置可能偏差约 100 米。", "There is no exact public transformation for this system; positions may be off by about 100 m.");
    public string DatumAgrees => Say("与本县网格的位置一致。", "The shapes lie where the county's grids have them.");
    public string ChooseCrsToSee => Say("选择坐标系后,这里显示图形的位置。", "Choose a coordinate system to see where the shapes lie.");
    public string NoShapes => Say("没有可显示的图形", "No shapes to show");
    public string SketchKey => Say("(灰色为本县现有网格)", "(grey: the county's grids)");
    public string FarFromCounty => Say("离本县现有网格很远,图中只显示文件里的图形", "far from the county's grids, which are not in the picture");
    public string NotInFile => Say("— 不导入 —", "— not in the file —");
    public string Required => Say("必填", "Required");
    public string TimeFormat => Say("时间格式,如 yyyy/M/d H:mm", "Format, such as yyyy/M/d H:mm");
    public string LeaveOut => Say("不导入这些行", "Leave these rows out");
    public string LeftOut => Say("不导入", "left out");
    public string NotYet => Say("还不能导入:请为带 * 的字段选择列。", "Not ready: choose a column for each field marked *.");
    public string StayDraft => Say("先存为草案,不立即启用", "Keep it a draft, not in force yet");
    public string OpenDraft => Say("打开草案", "Open the draft");

    public string EncodingFound(string encoding, string found, bool isOwn) => !isOwn ? Say("自动判断", "Find out") : found switch
    {
        "detected" => Say($"自动判断:{encoding}", $"Found out: {encoding}"),
        "stated" => Say($"文件注明:{encoding}", $"The file says: {encoding}"),
        _ => encoding,
    };

    /// <summary>What the numbers of rows count.</summary>
    public string PlaceName(string place) => place switch
    {
        "record" => Say("记录", "Record"),
        "row" => Say("行", "Row"),
        "feature" => Say("要素", "Feature"),
        _ => Line,
    };

    public string SketchOf(int shapes) => Say($"{Figures.Whole(shapes)} 个图形", $"{Figures.Whole(shapes)} shapes");

    public string CrsUnknown(string named) => Say($"文件注明的坐标系“{named}”无法识别。", $"The file names '{named}', which is not known.");

    public string CrsNamed(string? named, string? name, string? id) => named is null
        ? Say($"坐标系:{CrsName(name ?? "")}({id})", $"Coordinate system: {name} ({id})")
        : Say($"坐标系(文件注明):{CrsName(name ?? named)}({id})", $"Coordinate system, as the file says: {name ?? named} ({id})");

    public string CrsOverridden(string named, string chosen, string id) => Say(
        $"文件注明的坐标系是“{named}”,现在按 {CrsName(chosen)}({id})读取。只有确认文件注明有误时才这样做。",
        $"The file names {named}, and is read as {chosen} ({id}) instead. Do so only where the file is known to be wrong.");

    public string ReadAsNamed(string named) => Say($"仍按文件注明的“{named}”读取", $"Read it as the file says: {named}");
    public string LocalGridTitle => Say("县里自己的坐标系(用控制点换算)", "A local grid, tied by control points");
    public string LocalGridHint => Say(
        "每行一个控制点:点名、本地坐标 x(东)、y(北)、已知坐标 x、y,用制表符、逗号或空格隔开,可从 Excel 粘贴。平移旋转至少 2 点,仿射至少 3 点;多一点才能看出误差。",
        "One point a line: name, local x (east) and y (north), known x and y, separated by tabs, commas or spaces; paste them from Excel. Two points or more, three for an affine fit; one more shows how well they agree.");
    public string LocalGridPoints => Say("控制点", "Control points");
    public string LocalGridFile => Say("或选择一个文本文件", "Or choose a text file");
    public string LocalGridKnown => Say("已知坐标所用的坐标系", "The known coordinates are in");
    public string LocalGridKind => Say("换算方式", "Fit");
    public string LocalGridSimilarity => Say("平移、旋转、缩放(四参数)", "Moved, turned and scaled (four parameters)");
    public string LocalGridAffine => Say("仿射(六参数,用于变形的旧图)", "Affine (six parameters, for distorted maps)");
    public string LocalGridFit => Say("计算并使用", "Fit and use");
    public string LocalGridNoPoints => Say("没有可用的控制点。", "There are no control points.");
    public string ControlPointName => Say("点名", "Point");
    public string EastMetres => Say("东向误差(米)", "East (m)");
    public string NorthMetres => Say("北向误差(米)", "North (m)");

    public string LocalGridLine(int line) => Say($"第 {line} 行不是“点名、四个数”。", $"Line {line} is not a name and four numbers.");

    public string LocalGridFits(LocalGridFitted fit) => Language == Language.Chinese
        ? fit.Crs is null ? $"无法换算:{fit.Sentence}" : $"中误差 {fit.RmsMetres:0.000} 米,比例 {fit.Scale:0.000000},旋转 {fit.RotationDegrees:0.0000}°。"
        : fit.Sentence;

    /// <summary>A coordinate system's name; EPSG's names of Chinese zones in Chinese.</summary>
    public string CrsName(string name)
    {
        if (Language != Language.Chinese) return name;
        var chinese = name.Replace("CGCS2000", "2000国家大地坐标系", StringComparison.Ordinal)
            .Replace("China Geodetic Coordinate System 2000", "2000国家大地坐标系(经纬度)", StringComparison.Ordinal)
            .Replace("Xian 1980", "1980西安坐标系", StringComparison.Ordinal).Replace("Beijing 1954", "1954北京坐标系", StringComparison.Ordinal)
            .Replace("Krüger", "Kruger", StringComparison.Ordinal)
            .Replace("3-degree Gauss-Kruger", "3度带", StringComparison.Ordinal).Replace("Gauss-Kruger", "6度带", StringComparison.Ordinal)
            .Replace("WGS 84 / UTM zone", "WGS 84 / UTM 带", StringComparison.Ordinal).Replace("Pseudo-Mercator", "网络墨卡托", StringComparison.Ordinal);
        chinese = Meridian().Replace(chinese, "中央经线 $1°");
        return Zone().Replace(chinese, "第 $1 带");
    }

    /// <summary>Why a coordinate system is proposed.</summary>
    public string CrsWhy(CrsProposal proposal) => Language == Language.Chinese
        ? proposal.MetresOffCounty switch
        {
            null => $"数据将位于东经 {Degree(proposal.Box[0])}–{Degree(proposal.Box[2])}°,北纬 {Degree(proposal.Box[1])}–{Degree(proposal.Box[3])}°",
            0 => "数据正落在本县范围内",
            < 1000 and var metres => $"数据距本县网格约 {metres:0} 米",
            var metres => $"数据距本县网格约 {metres / 1000:0} 公里",
        }
        : proposal.Reason;

    public string DatumSays(DatumHint datum) => Language == Language.Chinese
        ? datum.Verdict switch
        {
            "shifted" => $"图形与本县网格整体错开约 {datum.OffsetMetres:0} 米,像是 {datum.ChooseInstead} 坐标。",
            "other-offset" => $"图形与本县网格整体错开约 {datum.OffsetMetres:0} 米,请核对坐标系(西安80、北京54 常错开约百米)。",
            _ => "无法与本县网格比对位置,请在下图中核对。",
        }
        : datum.Sentence;

    public string ReadAs(string crs) => Say($"改按 {crs} 读取", $"Read it as {crs}");

    public string ColumnsFrom(string source) => source switch
    {
        "remembered" => Say("已按上次导入同样表头的选择填好,请核对。", "As it was chosen the last time for a file with these columns; please check."),
        "guessed" => Say("已按列名猜测,请核对。带 * 的必须选择。", "Guessed by the columns' names; please check. Those marked * are needed."),
        _ => Say("带 * 的必须选择。", "Those marked * are needed."),
    };

    public string WordsMean(int count) => Say($"文件中的 {count} 种写法各指什么", $"What its {count} words stand for");

    public string RowsWillRead(int seen, bool all, int faults) => (all, faults) switch
    {
        (true, 0) => Say($"全部 {Figures.Whole(seen)} 行都能导入", $"All {Figures.Whole(seen)} rows can be imported"),
        (false, 0) => Say($"前 {Figures.Whole(seen)} 行都能导入", $"The first {Figures.Whole(seen)} rows can be imported"),
        (true, _) => Say($"{Figures.Whole(seen)} 行中有 {Figures.Whole(faults)} 行有误", $"{Figures.Whole(faults)} of {Figures.Whole(seen)} rows are at fault"),
        _ => Say($"前 {Figures.Whole(seen)} 行中有 {Figures.Whole(faults)} 行有误", $"{Figures.Whole(faults)} of the first {Figures.Whole(seen)} rows are at fault"),
    };

    public string Summary(string file, string layer, int? rows, int faults)
    {
        var counted = rows is { } all ? Say($",共 {Figures.Whole(all)} 行", $", {Figures.Whole(all)} rows") : "";
        var wrong = faults > 0 ? Say($",其中 {Figures.Whole(faults)} 行有误", $", {Figures.Whole(faults)} of them at fault") : "";
        return Say($"把“{file}”作为{layer}导入{counted}{wrong}。", $"Import '{file}' as {layer.ToLowerInvariant()}{counted}{wrong}.");
    }

    public string DivisionMade(ImportedDivision division) => division switch
    {
        { Status: "published" } => Say($"第 {division.DivisionId} 版网格已启用。", $"Division {division.DivisionId} is in force."),
        { BlockingDefects: > 0 } => Say(
            $"已存为第 {division.DivisionId} 版草案,有 {Figures.Whole(division.BlockingDefects)} 处缺陷,尚未启用。",
            $"Kept as draft, division {division.DivisionId}, with {Figures.Whole(division.BlockingDefects)} defects; not in force."),
        _ => Say($"已存为第 {division.DivisionId} 版草案,没有缺陷,尚未启用。", $"Kept as draft, division {division.DivisionId}, without defects; not in force."),
    };

    /// <summary>A field of what is imported.</summary>
    public string ImportField(string layer, string field) => field switch
    {
        "code" => Say("编号", "Code"),
        "externalId" => Say("编号", "Number"),
        "name" => Say("名称", "Name"),
        "kind" => layer == "units" ? Say("性质", "Kind") : Say("类别", "Kind"),
        "category" => Say("问题类别", "Category"),
        "description" => Say("描述", "Description"),
        "address" => Say("地址", "Address"),
        "severity" => Say("严重程度", "Severity"),
        "source" => Say("来源", "Source"),
        "reportedAt" => Say("上报时间", "Reported at"),
        "dueAt" => Say("整改期限", "Due at"),
        "resolvedAt" => Say("办结时间", "Resolved at"),
        "status" => Say("办理状态", "Status"),
        "state" => Say("现状", "State"),
        "clearedOn" => Say("清零日期", "Cleared on"),
        "clearedOutcome" => Say("清零方式", "Outcome"),
        "openingHours" => Say("开放时间", "Opening hours"),
        "unitCode" => Say("责任单位编号", "Unit's code"),
        "parentCode" => Say("上级编号", "Parent's code"),
        "leadUnitCode" => Say("牵头单位编号", "Lead unit's code"),
        "residents" => Say("常住人口", "Residents"),
        "level" => Say("层级", "Level"),
        "class" => Say("等级", "Class"),
        "phone" => Say("电话", "Phone"),
        "longitude" => Say("经度 / 东坐标", "Longitude / easting"),
        "latitude" => Say("纬度 / 北坐标", "Latitude / northing"),
        _ => field,
    };

    /// <summary>A word that may stand in a field.</summary>
    public string ImportWord(string layer, string field, string word) => (layer, field) switch
    {
        ("facilities", "kind") => FacilityKind.Find(word) is { } kind ? Say(kind.Chinese, kind.English) : word,
        ("facilities", "state") => word == FacilityState.Cleared ? Say("已清零", "Cleared") : Say("现存", "Existing"),
        ("issues", "source") => SourceName(word),
        ("issues", "status") => StatusName(word),
        ("issues", "severity") => int.TryParse(word, CultureInfo.InvariantCulture, out var severity) ? SeverityName(severity) : word,
        ("grids", "level") => word switch
        {
            "town" => Say("镇街", "Town"),
            "community" => Say("社区(村)", "Community"),
            "responsibility" => Say("责任网格", "Responsibility grid"),
            "unit" => Say("单元网格", "Unit grid"),
            _ => word,
        },
        ("streets", "class") => word switch
        {
            "main" => Say("主干道", "Main street"),
            "secondary" => Say("次干道", "Secondary street"),
            "lane" => Say("背街小巷", "Lane"),
            "river" => Say("河道", "River"),
            _ => word,
        },
        ("units", "kind") => word switch
        {
            "territorial" => Say("属地(块)", "Territorial"),
            "functional" => Say("职能部门(条)", "Functional"),
            "person" => Say("人员", "Person"),
            _ => word,
        },
        _ => word,
    };

    private static string Degree(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a row, in the reader's language where it is one of the common faults.</summary>
    public string RowFault(string reason)
    {
        if (Language != Language.Chinese) return reason;
        var quoted = Quoted().Match(reason) is { Success: true } found ? found.Groups[1].Value : "";
        return reason switch
        {
            _ when reason.EndsWith(" is missing.", StringComparison.Ordinal) => "缺少内容",
            _ when reason.Contains(" stands for; it knows", StringComparison.Ordinal) => $"还没有说明“{quoted}”指什么",
            _ when reason.Contains("; known are: ", StringComparison.Ordinal) => $"“{quoted}”不是可用的值",
            _ when reason.StartsWith("There is no unit ", StringComparison.Ordinal) => $"本县没有编号为“{quoted}”的单位,请先导入单位",
            _ when reason.EndsWith(" is not a finite number.", StringComparison.Ordinal) => $"“{quoted}”不是数字",
            _ when reason.Contains(" is not a time written as ", StringComparison.Ordinal) || reason.Contains(" is not a day written as ", StringComparison.Ordinal) =>
                $"“{quoted}”不是可识别的时间,请填写时间格式",
            _ when reason.StartsWith("The feature has no geometry", StringComparison.Ordinal) => "没有图形",
            _ when reason.Contains("ring touches itself", StringComparison.Ordinal) || reason.Contains("rings cross", StringComparison.Ordinal) =>
                $"图形边界自相交或自接触{(Places().Match(reason) is { Success: true } place ? $"(位于 {place.Groups[1].Value})" : "")},请修正,或在最后一步填写理由后按修复结果保存",
            _ when reason.Contains("' stands ", StringComparison.Ordinal) && reason.EndsWith(" already.", StringComparison.Ordinal) => $"编号“{quoted}”重复",
            _ when reason.StartsWith("Its parent ", StringComparison.Ordinal) => $"找不到上级“{quoted}”,或上级的层级不对",
            _ => reason,
        };
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\(([-\d.]+, [-\d.]+)\)")]
    private static partial Regex Places();

    [GeneratedRegex(@"CM (\d+)E")]
    private static partial Regex Meridian();

    [GeneratedRegex(@"zone (\d+)")]
    private static partial Regex Zone();
}
