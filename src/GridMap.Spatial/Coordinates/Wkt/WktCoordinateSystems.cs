using System.Reflection;
using GridMap.Spatial.Coordinates.Projected;

namespace GridMap.Spatial.Coordinates.Wkt;

/// <summary>Turns well-known text (OGC WKT 1 and Esri's) into coordinate systems.</summary>
/// <remarks>Parameters count before names and numbers: files carry EPSG numbers whose units or false eastings they do not keep.</remarks>
internal static class WktCoordinateSystems
{
    private const int LongestText = 64 * 1024;
    private const double SameDegrees = 1e-7;

    public static WktReading Read(string? wkt)
    {
        var text = (wkt ?? "").Trim('\0', '\uFEFF', ' ', '\t', '\r', '\n');
        if (text == "")
            return new(null, "The description of the coordinate system is empty.");
        if (text.Length > LongestText || WktNode.Parse(text) is not { } root)
            return new(null, "The description of the coordinate system is not well-known text.");
        if (root.Keyword == "COMPD_CS" && root.Find("PROJCS", "GEOGCS") is { } horizontal)
            root = horizontal;
        return root.Keyword switch
        {
            "PROJCS" => Projected(root, text),
            "GEOGCS" => Geographic(root, text),
            _ when root.EpsgNumber() is { } srid && CoordinateSystems.Find(srid) is { } known => Found(known, "its EPSG number"),
            "LOCAL_CS" or "ENGCRS" or "FITTED_CS" => new(null, $"'{root.Name}' is a local system that the file does not tie to the ground; control points are needed."),
            _ => new(null, $"'{root.Name}' is described as {root.Keyword}, which GridMap does not read; choose the coordinate system."),
        };
    }

    private static WktReading Geographic(WktNode root, string text)
    {
        if (WktDatum.Of(root, inChina: false) is not { } datum)
            return NoEllipsoid(root);
        var (unit, meridian) = (WktProjection.DegreesPerUnit(root), WktProjection.MeridianOf(root));
        if (CoordinateSystems.Find(datum.GeographicSrid) is { } known && unit == 1 && meridian == 0)
            return Found(known, "its datum");

        var degrees = new Conversion(
            (x, y) => (x * unit + meridian, y * unit),
            (longitude, latitude) => ((longitude - meridian) / unit, latitude / unit));
        var system = new CoordinateSystem(text, root.Name, datum.Shift is null ? degrees : degrees.Then(datum.Shift))
        {
            IsGeographic = unit == 1,
            DatumCaveat = datum.Caveat,
        };
        return new(system, $"'{root.Name}' is read by the ellipsoid the file gives.");
    }

    private static WktReading Projected(WktNode root, string text)
    {
        if (root.Find("GEOGCS") is not { } geographic)
            return NoEllipsoid(root);
        if (IsWebMercator(root))
            return Found(CoordinateSystems.Find(Srid.WebMercator)!, "its projection");
        var metresPerUnit = root.Find("UNIT")?.Number(1) ?? 1;
        if (metresPerUnit <= 0 || WktProjection.Of(root, metresPerUnit) is not { } projection)
            return new(null, $"'{root.Name}' uses the projection {root.Find("PROJECTION")?.Name}, which GridMap cannot compute; choose the coordinate system or convert the data.");
        if (WktDatum.Of(geographic, projection.TransverseMercator is { CentralMeridian: >= 72 and <= 138 }) is not { } datum)
            return NoEllipsoid(root);

        return Match(root, datum, projection, metresPerUnit) is { } known
            ? Found(known, "its parameters")
            : Compute(root, text, datum, projection, metresPerUnit);
    }

    // Zones of 3 and 6 degrees with the same meridian are the same; number or name says which is meant.
    private static CoordinateSystem? Match(WktNode root, Datum datum, WktProjection projection, double metresPerUnit)
    {
        if (projection.TransverseMercator is not { } mercator || metresPerUnit != 1)
            return null;
        var candidates = Candidates(datum, mercator)
            .Where(system => system.Datum == datum && system.Projection is { } own && Same(own, mercator)).ToArray();
        var name = WktDatum.Letters(root.Name);
        var sixDegrees = (name.Contains("gk", StringComparison.Ordinal) || name.Contains("gausskruger", StringComparison.Ordinal))
            && !name.Contains("3degree", StringComparison.Ordinal);
        return Array.Find(candidates, system => system.Srid == root.EpsgNumber())
            ?? Array.Find(candidates, system => system.Name.Contains("3-degree", StringComparison.Ordinal) != sixDegrees)
            ?? candidates.FirstOrDefault();
    }

    private static IEnumerable<CoordinateSystem> Candidates(Datum datum, TransverseMercator mercator)
    {
        var zone = (int)Math.Round((mercator.CentralMeridian + 183) / 6);
        var utm = zone is >= 1 and <= 60 ? new[] { 32600 + zone, 32700 + zone } : [];
        return GaussKrugerBand.All.Where(band => band.Datum == datum).SelectMany(band => band.Srids)
            .Concat(utm).Append(2326).Select(srid => CoordinateSystems.Find(srid)!);
    }

    private static bool Same(TransverseMercator one, TransverseMercator other) =>
        Math.Abs(one.CentralMeridian - other.CentralMeridian) < SameDegrees
        && Math.Abs(one.LatitudeOfOrigin - other.LatitudeOfOrigin) < SameDegrees
        && Math.Abs(one.Scale - other.Scale) < 1e-9
        && Math.Abs(one.FalseEastingMetres - other.FalseEastingMetres) < 0.001
        && Math.Abs(one.FalseNorthingMetres - other.FalseNorthingMetres) < 0.001;

    private static WktReading Compute(WktNode root, string text, Datum datum, WktProjection projection, double metresPerUnit)
    {
        try
        {
            var conversion = Guarded(projection.On(datum), metresPerUnit);
            if (!Returns(conversion, projection))
                return Unreliable(root);
            return new(
                new CoordinateSystem(text, root.Name, conversion) { DatumCaveat = datum.Caveat },
                $"'{root.Name}' is read by the projection and the parameters the file gives.");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or NotImplementedException or TargetInvocationException)
        {
            return Unreliable(root);
        }
    }

    // ProjNET throws where a projection does not reach.
    private static Conversion Guarded(Conversion metres, double metresPerUnit) => new(
        (x, y) => Try(() => metres.ToWgs84(x * metresPerUnit, y * metresPerUnit)),
        (longitude, latitude) =>
        {
            var (x, y) = Try(() => metres.FromWgs84(longitude, latitude));
            return (x / metresPerUnit, y / metresPerUnit);
        });

    private static (double, double) Try(Func<(double, double)> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException or InvalidOperationException)
        {
            return (double.NaN, double.NaN);
        }
    }

    // A projection that does not lead back to where it came from is not one to read data by.
    private static bool Returns(Conversion conversion, WktProjection projection)
    {
        var (longitude, latitude) = (projection.Parameters["central_meridian"] + 0.5, projection.Parameters["latitude_of_origin"] + 0.5);
        var (x, y) = conversion.FromWgs84(longitude, latitude);
        var again = conversion.ToWgs84(x, y);
        return Math.Abs(again.Item1 - longitude) < SameDegrees && Math.Abs(again.Item2 - latitude) < SameDegrees;
    }

    // Web Mercator has no single spelling: a method of its own, a mark for PROJ, or only a name.
    private static bool IsWebMercator(WktNode root)
    {
        var method = WktDatum.Letters(root.Find("PROJECTION")?.Name ?? "");
        return method is "mercatorauxiliarysphere" or "popularvisualisationpseudomercator" or "pseudomercator"
            || (method.StartsWith("mercator", StringComparison.Ordinal)
                && (root.EpsgNumber() is Srid.WebMercator or 900913
                    || WktDatum.Letters(root.Name).Contains("pseudomercator", StringComparison.Ordinal)
                    || root.Find("EXTENSION") is { } proj && proj.Values.Any(value => value.Contains("+nadgrids=@null", StringComparison.Ordinal))));
    }

    private static WktReading Found(CoordinateSystem system, string by) => new(system, $"{system.Name} ({system.Id}), recognised by {by}.");

    private static WktReading NoEllipsoid(WktNode root) => new(null, $"'{root.Name}' gives no ellipsoid to compute with; choose the coordinate system.");

    private static WktReading Unreliable(WktNode root) =>
        new(null, $"'{root.Name}' uses the projection {root.Find("PROJECTION")?.Name} with parameters GridMap cannot compute; choose the coordinate system or convert the data.");
}
