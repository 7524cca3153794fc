using System.Globalization;
using System.Text.RegularExpressions;

namespace GridMap.Server.Import.Files;

/// <summary>The names of coordinate systems as files write them.</summary>
internal static partial class FileCrs
{
    /// <summary>A name GridMap looks systems up by, of one that may be WKT: by its EPSG code, otherwise by its Esri name.</summary>
    /// <param name="crs">A name, or WKT of a .prj.</param>
    public static string Name(string crs)
    {
        if (!IsWkt(crs)) return crs;
        var title = Title().Match(crs).Groups["name"].Value;
        var code = Authority().Match(crs) is { Success: true } authority ? authority.Groups["code"].Value : null;
        return code is not null ? $"EPSG:{code}" : Esri(title) is { } srid ? $"EPSG:{srid}" : title;
    }

    /// <summary>A name to show to people.</summary>
    public static string Shown(string crs) => IsWkt(crs) ? Title().Match(crs).Groups["name"].Value : crs;

    private static bool IsWkt(string crs) => Title().IsMatch(crs);

    private static int? Esri(string name)
    {
        if (name is "GCS_WGS_1984" or "WGS 84") return 4326;
        if (name is "GCS_China_Geodetic_Coordinate_System_2000") return 4490;
        if (name is "WGS_1984_Web_Mercator_Auxiliary_Sphere") return 3857;
        if (Utm().Match(name) is { Success: true } utm) return (utm.Groups["side"].Value == "N" ? 32600 : 32700) + Number(utm);
        if (GaussKruger().Match(name) is not { Success: true } zone) return null;
        var (isNarrow, isZone, number) = (zone.Groups["narrow"].Success, zone.Groups["kind"].Value == "Zone", Number(zone));
        return (isNarrow, isZone, number) switch
        {
            (true, true, >= 25 and <= 45) => 4513 + number - 25,
            (true, false, >= 75 and <= 135) => 4534 + ((number - 75) / 3),
            (false, true, >= 13 and <= 23) => 4491 + number - 13,
            (false, false, >= 75 and <= 135) => 4502 + ((number - 75) / 6),
            _ => null,
        };
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^\s*(PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|COMPD_CS|LOCAL_CS|ENGCRS|BOUNDCRS|GEOCCS)\s*[\[(]\s*"(?<name>[^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    // The last of all: that of the whole, and not of a part of it.
    [GeneratedRegex("""(AUTHORITY\s*\[\s*"EPSG"\s*,\s*"(?<code>\d+)"\s*\]|ID\s*\[\s*"EPSG"\s*,\s*(?<code>\d+)\s*\])\s*\]\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex Authority();

    [GeneratedRegex(@"^WGS_1984_UTM_Zone_(?<number>\d{1,2})(?<side>[NS])$", RegexOptions.IgnoreCase)]
    private static partial Regex Utm();

    [GeneratedRegex(@"^CGCS2000_(?<narrow>3_Degree_)?GK_(?<kind>Zone|CM)_(?<number>\d{2,3})E?$", RegexOptions.IgnoreCase)]
    private static partial Regex GaussKruger();
}
