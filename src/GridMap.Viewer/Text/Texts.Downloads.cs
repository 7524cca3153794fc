namespace GridMap.Viewer.Text;

/// <summary>Files to take away: wall sheets and layers.</summary>
internal sealed partial class Texts
{
    public string Downloads => Say("挂图与数据导出", "Wall sheet and exports");
    public string WallSheet => Say("挂图", "Wall sheet");
    public string WallSheetPdf => Say("挂图 PDF", "Wall sheet (PDF)");
    public string Drawing => Say("正在绘制…", "Drawing…");
    public string Paper => Say("纸张", "Paper");
    public string Orientation => Say("方向", "Orientation");
    public string ByShape => Say("随区域形状", "By the area's shape");
    public string Landscape => Say("横向", "Landscape");
    public string Portrait => Say("纵向", "Portrait");
    public string ExportData => Say("导出数据", "Export");
    public string ExportLayer => Say("图层", "Layer");
    public string Format => Say("格式", "Format");
    public string CoordinateSystem => Say("坐标系", "Coordinate system");
    public string Cgcs2000Degrees => Say("CGCS2000 经纬度", "CGCS2000 degrees");

    /// <summary>A Gauss-Krüger zone of CGCS2000.</summary>
    /// <param name="degrees">How wide zones are.</param>
    /// <param name="meridian">Its middle, degrees east.</param>
    /// <param name="zone">Its number where eastings begin with it.</param>
    public string GaussKruger(int degrees, int meridian, int? zone) => zone is { } number
        ? Say($"CGCS2000 {degrees}° 带第 {number} 带(带号)", $"CGCS2000 GK {degrees}° zone {number}, prefixed")
        : Say($"CGCS2000 {degrees}° 带,中央经线 {meridian}°", $"CGCS2000 GK {degrees}°, {meridian}°E");
}
