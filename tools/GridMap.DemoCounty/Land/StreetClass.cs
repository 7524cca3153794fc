namespace GridMap.DemoCounty.Land;

/// <summary>What a line on the ground is; <see cref="Border"/> is a ridge or field edge that nobody drives on.</summary>
internal enum StreetClass
{
    Border,
    Lane,
    Secondary,
    Main,
    River,
}
