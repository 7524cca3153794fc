using GridMap.Spatial.Coordinates.Projected;

namespace GridMap.Spatial.Coordinates.Wkt;

/// <summary>Finds out what ground a WKT's degrees stand on.</summary>
internal static class WktDatum
{
    // Spellings of files, letters and digits only.
    private static readonly (string[] Spellings, Datum Datum)[] Named =
    [
        (["china2000", "cgcs2000", "chinageodeticcoordinatesystem2000"], Datum.Cgcs2000),
        (["xian1980", "xian80"], Datum.Xian1980),
        (["beijing1954", "beijing54"], Datum.Beijing1954),
        (["hongkong1980"], Datum.HongKong1980),
        (["wgs1984", "wgs84", "worldgeodeticsystem1984"], Datum.Wgs84),
    ];

    // Within about two metres of WGS 84 everywhere.
    private static readonly string[] NearlyWgs84 =
    [
        "northamerican1983", "northamericandatum1983", "nad1983", "nad83", "etrs1989", "etrs89", "europeanterrestrialreferencesystem1989",
        "rgf1993", "rgf93", "reseaugeodesiquefrancais1993", "sweref99", "gda1994", "gda2020", "geocentricdatumofaustralia", "itrf",
        "jgd2000", "jgd2011", "japanesegeodeticdatum", "korea2000", "korean2000", "twd1997", "taiwandatum1997", "sirgas2000",
    ];

    private static readonly string[] Nameless = ["", "unk", "unknown", "unnamed", "undefined", "userdefined", "custom", "notspecified", "unknowndatum"];

    /// <summary>The datum of a GEOGCS term.</summary>
    /// <param name="geographic">The GEOGCS term.</param>
    /// <param name="inChina">Whether a Chinese zone is projected from it, which tells whose ellipsoid a nameless datum is.</param>
    /// <returns>A known datum, or one made of the file's own ellipsoid and shift; null when it gives no ellipsoid.</returns>
    public static Datum? Of(WktNode geographic, bool inChina)
    {
        var datum = geographic.Find("DATUM");
        var ellipsoid = datum?.Find("SPHEROID", "ELLIPSOID");
        if (datum is null || ellipsoid?.Number(1) is not > 6e6 or > 7e6 || ellipsoid.Number(2) is not { } inverseFlattening)
            return null;
        var semiMajor = ellipsoid.Number(1)!.Value;
        var shift = ShiftOf(datum);
        var known = KnownBy(geographic, datum) ?? (IsNameless(datum) ? KnownBy(semiMajor, inverseFlattening, inChina) : null);
        if (known is not null && HasEllipsoid(known, semiMajor, inverseFlattening) && (shift is null || known == Datum.HongKong1980))
            return known;

        return new Datum(
            datum.Name, 0, semiMajor, inverseFlattening,
            shift is null ? Caveat(geographic, datum) : null,
            shift is null ? null : HelmertShift.Create(semiMajor, inverseFlattening, shift));
    }

    private static Datum? KnownBy(WktNode geographic, WktNode datum)
    {
        foreach (var (spellings, known) in Named)
        {
            if (known.GeographicSrid == geographic.EpsgNumber() || Spells(spellings, datum.Name) || Spells(spellings, geographic.Name))
                return known;
        }

        return null;
    }

    private static Datum? KnownBy(double semiMajor, double inverseFlattening, bool inChina)
    {
        Datum[] candidates = inChina ? [Datum.Xian1980, Datum.Beijing1954, Datum.Wgs84, Datum.Cgcs2000] : [Datum.Wgs84];
        return candidates.Where(known => HasEllipsoid(known, semiMajor, inverseFlattening))
            .MinBy(known => Math.Abs(known.InverseFlattening - inverseFlattening));
    }

    private static bool HasEllipsoid(Datum known, double semiMajor, double inverseFlattening) =>
        Math.Abs(known.SemiMajorMetres - semiMajor) < 0.5 && Math.Abs(known.InverseFlattening - inverseFlattening) < 0.001;

    // TOWGS84 of zeros says no more than none.
    private static double[]? ShiftOf(WktNode datum)
    {
        var numbers = datum.Find("TOWGS84") is { } term
            ? Enumerable.Range(0, term.Values.Count).Select(term.Number).OfType<double>().ToArray()
            : [];
        return numbers.Length is 3 or 7 && Array.Exists(numbers, number => number != 0) ? numbers : null;
    }

    private static string? Caveat(WktNode geographic, WktNode datum) =>
        Spells(NearlyWgs84, datum.Name) || Spells(NearlyWgs84, geographic.Name)
            ? null
            : $"The file does not say how its datum {datum.Name} lies to WGS 84: positions are converted by projection only and may sit "
                + "several hundred metres off the ground.";

    private static bool IsNameless(WktNode datum) => Nameless.Contains(Letters(datum.Name));

    private static bool Spells(string[] spellings, string name) => spellings.Any(spelling => Letters(name).Contains(spelling, StringComparison.Ordinal));

    /// <summary>A name's letters and digits, in lower case.</summary>
    public static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
