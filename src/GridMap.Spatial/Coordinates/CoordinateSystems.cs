using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GridMap.Spatial.Coordinates;

/// <summary>The coordinate systems GridMap reads, by the names files give them.</summary>
/// <remarks>
/// WGS 84 (EPSG:4326, CRS84), CGCS2000 (4490) and all its Gauss-Krüger zones (4491–4554: 3° and 6°, with and without
/// zone prefix), WGS 84 UTM zones (32601–32660, 32701–32760), Web Mercator (3857). CGCS2000 is taken as WGS 84: the
/// two differ by less than a metre, less than the positions counties collect.
/// </remarks>
public static partial class CoordinateSystems
{
    private const string Supported =
        "GridMap reads EPSG:4326 (also as CRS84), 4490, the CGCS2000 Gauss-Krüger zones 4491 to 4554, WGS 84 UTM zones 32601 to 32760 and 3857";

    private static readonly ConcurrentDictionary<int, CoordinateSystem?> Known = new();

    /// <summary>WGS 84.</summary>
    public static CoordinateSystem Wgs84 { get; } = new(Srid.Wgs84, "WGS 84");

    /// <summary>Finds a coordinate system by name: <c>EPSG:4547</c>, a bare <c>4547</c>, <c>CRS84</c>, or the urn and http forms of both.</summary>
    /// <param name="name">As a file or a person wrote it; upper or lower case.</param>
    /// <param name="system">The system found.</param>
    /// <param name="refusal">Otherwise, why not, as one English sentence.</param>
    public static bool TryGet(
        string? name, [NotNullWhen(true)] out CoordinateSystem? system, [NotNullWhen(false)] out string? refusal)
    {
        var wanted = (name ?? "").Trim();
        system = Find(wanted);
        refusal = system is null ? Refuse(wanted) : null;
        return system is not null;
    }

    /// <summary>Finds a coordinate system by EPSG number; null when GridMap does not read it.</summary>
    public static CoordinateSystem? Find(int srid) => Known.GetOrAdd(srid, ProjectedSystems.Create);

    private static CoordinateSystem? Find(string name)
    {
        if (Crs84().IsMatch(name))
            return Wgs84;
        return Epsg().Match(name) is { Success: true } match
            && int.TryParse(match.Groups["srid"].ValueSpan, NumberStyles.None, null, out var srid)
                ? Find(srid)
                : null;
    }

    private static string Refuse(string name) => name switch
    {
        "" => $"No coordinate system is named; {Supported}.",
        _ when Encrypted().IsMatch(name) =>
            $"'{name}' positions are shifted by 300 to 1,200 m from the ground by a secret formula; "
            + "GridMap does not read them yet, ask the source for WGS 84 or CGCS2000.",
        _ when Epsg().Match(name) is { Success: true } match && IsOldChineseDatum(match.Groups["srid"].ValueSpan) =>
            $"'{name}' is on the datum Beijing 1954 or Xi'an 1980, from which no exact public transformation exists; "
            + "convert it to CGCS2000 first.",
        _ => $"'{name}' is not a coordinate system GridMap knows; {Supported}.",
    };

    // EPSG 2327–2442: Gauss-Krüger zones of both; 4214 and 4610: their geographic systems; 21413–21483: Beijing 1954.
    private static bool IsOldChineseDatum(ReadOnlySpan<char> srid) =>
        int.TryParse(srid, NumberStyles.None, null, out var number)
        && number is (>= 2327 and <= 2442) or 4214 or 4610 or (>= 21413 and <= 21483);

    [GeneratedRegex(@"^(urn:ogc:def:crs:OGC:[\d.]*:|https?://www\.opengis\.net/def/crs/OGC/[\d.]+/|OGC:)?(CRS84|WGS ?84)$", RegexOptions.IgnoreCase)]
    private static partial Regex Crs84();

    [GeneratedRegex(@"^(urn:ogc:def:crs:EPSG:[\d.]*:|https?://www\.opengis\.net/def/crs/EPSG/[\d.]+/|EPSG:)?(?<srid>\d{4,6})$", RegexOptions.IgnoreCase)]
    private static partial Regex Epsg();

    [GeneratedRegex(@"^(GCJ-?02|BD-?09(MC|LL)?|火星坐标系?|百度坐标系?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Encrypted();
}
