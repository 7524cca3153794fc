using System.Globalization;
using CsvHelper;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>What GDAL and GEOS, by way of R, found in a file's first layer.</summary>
/// <param name="Features">How many; null where R gave up.</param>
/// <param name="Kinds">Their kinds, without Multi-.</param>
/// <param name="Invalid">How many are not valid; null where that was not told.</param>
/// <param name="Error">What stopped it.</param>
internal sealed record GdalFinding(int? Features, IReadOnlySet<string> Kinds, int? Invalid, string Error)
{
    // Where both read the file and differ, why.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["togeojson/bad.kml"] = "it drops two of the three placemarks and takes 'no' for 0",
        ["togeojson/multigeometry_sibling.kml"] = "GridMap takes the lines of nested MultiGeometries together, since all of them are lines",
        ["togeojson/non_gx_multitrack.kml"] = "R could not parse the line among them",
        ["togeojson/twopoints.kml"] = "of placemarks that stand in no folder it reads the first alone",
    };

    public static Dictionary<string, GdalFinding> ReadAll(string path)
    {
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var found = new Dictionary<string, GdalFinding>(StringComparer.Ordinal);
        while (csv.Read())
            found[csv.GetField("file")!] = new(Count(csv.GetField("features")), KindsOf(csv.GetField("types")!), InvalidOf(csv), csv.GetField("error")!.Trim());
        return found;
    }

    /// <summary>What GDAL found, and why GridMap found something else; null where nobody knows why.</summary>
    public string? Compare(FileReading reading)
    {
        if (reading.Format == "Gpx" && reading.Layer != "waypoints") return $"{this}; that is of the layer of waypoints";
        if (reading is { Format: "GeoPackage", IsFirstLayer: false }) return "not told of this layer";
        if (Features is null) return $"gave up: {Error.Split(';')[0]}";
        if (IsSame(reading)) return ToString() + (reading.Refused < Invalid ? "; brought to WGS 84, rounding parts what touched itself" : "");
        if (Reasons.TryGetValue(reading.Path, out var reason)) return $"{this}; {reason}";
        if (reading.IsRefusedWhole) return $"{this}; GridMap refuses the file";
        return Features == reading.Rows && reading.Refused + reading.WithoutShape > 0 && KindsOf(reading.Types).IsSubsetOf(Kinds)
            ? $"{this}; GridMap makes no geometry of the rows it refuses"
            : null;
    }

    public override string ToString() => $"{Features}" + (Kinds.Count > 0 ? " " + string.Join('+', Kinds) : "") + (Invalid > 0 ? $", {Invalid} invalid" : "");

    private bool IsSame(FileReading reading) =>
        Features == reading.Rows && Kinds.SetEquals(KindsOf(reading.Types)) && (Invalid is null || Invalid == reading.Invalid);

    // R counts a geometry with measures, which GEOS does not take, as an invalid one.
    private static int? InvalidOf(CsvReader csv) =>
        csv.GetField("first_invalid_reason")!.StartsWith("err ", StringComparison.Ordinal) ? null : Count(csv.GetField("invalid"));

    private static int? Count(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static SortedSet<string> KindsOf(string types) => KindsOf(types.Split('+', StringSplitOptions.RemoveEmptyEntries));

    private static SortedSet<string> KindsOf(IEnumerable<string> types) =>
        new(types.Where(type => type != "NA").Select(type => type.Replace("MULTI", "", StringComparison.Ordinal)), StringComparer.Ordinal);
}
