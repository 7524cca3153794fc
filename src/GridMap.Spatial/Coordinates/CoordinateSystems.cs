using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using GridMap.Spatial.Coordinates.Projected;
using GridMap.Spatial.Coordinates.Shifted;
using GridMap.Spatial.Coordinates.Wkt;

namespace GridMap.Spatial.Coordinates;

/// <summary>The coordinate systems GridMap reads and writes, by the names files give them.</summary>
/// <remarks>
/// WGS 84 (EPSG:4326, CRS84), CGCS2000 (4490), Xi'an 1980 (4610), Beijing 1954 (4214) and all Gauss-Krüger zones of these
/// three (3° and 6°, with and without zone prefix), WGS 84 UTM zones (32601–32660, 32701–32760), the Hong Kong 1980 Grid
/// (2326), Web Mercator (3857), GCJ-02, BD-09 and BD-09 Mercator. CGCS2000 is taken as WGS 84: the two differ by less than a
/// metre, less than the positions counties collect.
/// </remarks>
public static partial class CoordinateSystems
{
    private const string Supported =
        "GridMap reads EPSG:4326 (also as CRS84), 4490, 4610 and 4214, the Gauss-Krüger zones of CGCS2000, Xi'an 1980 and Beijing 1954, "
        + "WGS 84 UTM zones 32601 to 32760, 2326, 3857, GCJ-02 and BD-09";

    private static readonly ConcurrentDictionary<int, CoordinateSystem?> Known = new();

    /// <summary>WGS 84.</summary>
    public static CoordinateSystem Wgs84 { get; } =
        new("EPSG:4326", "WGS 84", null) { Srid = Srid.Wgs84, IsGeographic = true, EpsgAxisOrder = AxisOrder.NorthEast };

    /// <summary>The shifted degrees of maps published in China.</summary>
    public static CoordinateSystem Gcj02 { get; } = new("GCJ-02", "GCJ-02", Shifted.Gcj02.Conversion) { IsGeographic = true };

    /// <summary>The degrees of one Chinese map publisher, shifted further.</summary>
    public static CoordinateSystem Bd09 { get; } = new("BD-09", "BD-09", Shifted.Bd09.Conversion) { IsGeographic = true };

    /// <summary>BD-09 in metres.</summary>
    public static CoordinateSystem Bd09Mc { get; } = new("BD-09MC", "BD-09 Mercator", Bd09Mercator.Conversion);

    /// <summary>What a person may pick from, those of today's data first; UTM zones are those that touch China.</summary>
    public static IReadOnlyList<CoordinateSystem> All { get; } =
    [
        Wgs84, Find(Srid.Cgcs2000)!, Gcj02, Bd09, Bd09Mc, Find(Srid.WebMercator)!,
        .. GaussKrugerBand.All.Where(band => band.Datum == Datum.Cgcs2000).SelectMany(band => band.Srids).Select(srid => Find(srid)!),
        Find(4610)!, Find(4214)!,
        .. GaussKrugerBand.All.Where(band => band.Datum != Datum.Cgcs2000).SelectMany(band => band.Srids).Select(srid => Find(srid)!),
        .. Enumerable.Range(32643, 11).Select(srid => Find(srid)!),
        Find(2326)!,
    ];

    /// <summary>Finds a coordinate system by name: <c>EPSG:4547</c>, a bare <c>4547</c>, <c>CRS84</c>, the urn and http forms of both, <c>GCJ-02</c>, <c>BD-09</c>, a WKT, or any <see cref="CoordinateSystem.Id"/>.</summary>
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

    /// <summary>Reads a file's own description of its coordinate system: the text of a .prj or of a GeoPackage's definition.</summary>
    /// <remarks>
    /// Known zones are recognised by their parameters, whatever they are called; other transverse Mercator, Mercator, Lambert,
    /// Albers, stereographic and like projections are computed from what the text gives.
    /// </remarks>
    public static WktReading FromWkt(string? wkt) => WktCoordinateSystems.Read(wkt);

    /// <summary>Finds a coordinate system by EPSG number; null when GridMap does not read it.</summary>
    public static CoordinateSystem? Find(int srid) => Known.GetOrAdd(srid, ProjectedSystems.Create);

    /// <summary>The CGCS2000 Gauss-Krüger zone a longitude lies in; the nearest for longitudes outside China.</summary>
    /// <param name="longitude">Degrees.</param>
    /// <param name="zoneDegrees">The zones' width: 3 or 6.</param>
    /// <param name="withPrefix">Whether eastings begin with the zone's number.</param>
    public static CoordinateSystem Cgcs2000Zone(double longitude, int zoneDegrees = 3, bool withPrefix = false)
    {
        var band = GaussKrugerBand.All.First(band => band.Datum == Datum.Cgcs2000 && band.ZoneDegrees == zoneDegrees && band.FirstZone is not null == withPrefix);
        return Find(band.Srids.MinBy(srid => Math.Abs(band.MeridianOf(srid) - longitude)))!;
    }

    private static CoordinateSystem? Find(string name)
    {
        if (Crs84().IsMatch(name))
            return Wgs84;
        if (name.Contains('['))
            return FromWkt(name).System;
        if (LocalGrid.TryParse(name, out var local))
            return local;
        if (ShiftedName().Match(name) is { Success: true } shifted)
            return shifted.Groups["mercator"].Success ? Bd09Mc : shifted.Groups["bd"].Success ? Bd09 : Gcj02;
        return Epsg().Match(name) is { Success: true } match
            && int.TryParse(match.Groups["srid"].ValueSpan, NumberStyles.None, null, out var srid)
                ? Find(srid)
                : null;
    }

    private static string Refuse(string name) => name == ""
        ? $"No coordinate system is named; {Supported}."
        : name.Contains('[') ? FromWkt(name).Sentence
        : $"'{name}' is not a coordinate system GridMap knows; {Supported}.";

    [GeneratedRegex(@"^(urn:ogc:def:crs:OGC:[\d.]*:|https?://www\.opengis\.net/def/crs/OGC/[\d.]+/|OGC:)?(CRS84|WGS ?84)$", RegexOptions.IgnoreCase)]
    private static partial Regex Crs84();

    [GeneratedRegex(@"^(urn:ogc:def:crs:EPSG:[\d.]*:|https?://www\.opengis\.net/def/crs/EPSG/[\d.]+/|EPSG:)?(?<srid>\d{4,6})$", RegexOptions.IgnoreCase)]
    private static partial Regex Epsg();

    [GeneratedRegex(@"^((GCJ-?02|火星坐标系?)|(?<bd>BD-?09((?<mercator>MC)|LL)?|百度坐标系?))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ShiftedName();
}
