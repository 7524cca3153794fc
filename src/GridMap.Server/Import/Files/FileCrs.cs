using System.Text.RegularExpressions;

namespace GridMap.Server.Import.Files;

/// <summary>The names of coordinate systems as files write them.</summary>
internal static partial class FileCrs
{
    /// <summary>A name to show to people, of one that may be the WKT of a .prj.</summary>
    public static string Shown(string crs) => Title().Match(crs) is { Success: true } wkt ? wkt.Groups["name"].Value : crs;

    [GeneratedRegex("""^\s*[A-Z_]+\s*[\[(]\s*"(?<name>[^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
