using GridMap.Spatial.Coordinates.Projected;
using GridMap.Spatial.Coordinates.Shifted;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates.Proposals;

/// <summary>A system whose numbers look like the data's, and why; the reason without its full stop.</summary>
internal sealed record Candidate(CoordinateSystem System, string Reason);

/// <summary>Lists the systems whose numbers look like the data's, the usual ones first.</summary>
internal static class Candidates
{
    // China from 3° to 54° north, and what a zone's easting can be when its data reach far into the next zone.
    private const double LeastNorthing = 300_000, MostNorthing = 6_000_000, LeastEasting = 50_000, MostEasting = 950_000;

    // Data are kept in their own zone or, at its edge, in the next one.
    private const double FarthestMeridianDegrees = 4.5;
    private const double WorldMetres = 20_048_967;
    private static readonly Envelope HongKongGrid = new(780_000, 890_000, 780_000, 870_000);
    private static readonly Datum[] Datums = [Datum.Cgcs2000, Datum.Xian1980, Datum.Beijing1954];

    /// <summary>The candidates for data whose x is taken as easting or longitude.</summary>
    public static IEnumerable<Candidate> For(Envelope data, Envelope? county) =>
        data is { MinX: >= -180, MaxX: <= 180, MinY: >= -90, MaxY: <= 90 } ? Degrees(data) : Metres(data, county);

    private static IEnumerable<Candidate> Degrees(Envelope data)
    {
        var inChina = Gcj02.Shifts(data.Centre.X, data.Centre.Y);
        if (inChina)
            yield return new(CoordinateSystems.Find(Srid.Cgcs2000)!, "The numbers are degrees in China, and today's official data are in CGCS2000");
        yield return new(CoordinateSystems.Wgs84, "The numbers are degrees, and satellite receivers and most programs give WGS 84");
        if (!inChina)
            yield break;
        yield return new(CoordinateSystems.Gcj02, "The numbers are degrees in China; if they were picked from a published map, they are in GCJ-02, which only the datum check can tell");
        yield return new(CoordinateSystems.Bd09, "The numbers are degrees in China; if they were picked from a map in BD-09, they are up to 1,500 m off, which only the datum check can tell");
        yield return new(CoordinateSystems.Find(4610)!, "The numbers are degrees in China; older surveys are in Xi'an 1980, which the numbers do not tell");
        yield return new(CoordinateSystems.Find(4214)!, "The numbers are degrees in China; old surveys are in Beijing 1954, which the numbers do not tell");
    }

    private static IEnumerable<Candidate> Metres(Envelope data, Envelope? county) =>
        Prefixed(data).Concat(Unprefixed(data, county)).Concat(HongKong(data)).Concat(Mercators(data));

    private static IEnumerable<Candidate> Prefixed(Envelope data)
    {
        var zone = (int)Math.Floor(data.MinX / 1_000_000);
        if (!IsInZone(data, zone * 1_000_000d) || GaussKrugerBand.All.FirstOrDefault(band => Numbered(band, zone) is not null) is not { } width)
            return [];
        return Datums.Select(datum =>
        {
            var band = GaussKrugerBand.All.First(band => band.Datum == datum && band.ZoneDegrees == width.ZoneDegrees && band.FirstZone is not null);
            var system = CoordinateSystems.Find(Numbered(band, zone)!.Value)!;
            return new Candidate(
                system, $"The eastings begin with {zone}, the number of the {band.ZoneDegrees}-degree zone around {system.CentralMeridian:0}° E{Hint(datum)}");
        });
    }

    // 3-degree and 6-degree zones around the same meridian have the same numbers; the 3-degree one stands for both.
    private static IEnumerable<Candidate> Unprefixed(Envelope data, Envelope? county)
    {
        if (!IsInZone(data, 0))
            return [];
        var near = county is null || county.IsNull ? null : county;
        var zones =
            from datum in near is null ? Datums[..1] : Datums
            let band = GaussKrugerBand.All.First(band => band.Datum == datum && band is { ZoneDegrees: 3, FirstZone: null })
            from srid in band.Srids
            let meridian = band.MeridianOf(srid)
            where near is null || Math.Abs(meridian - near.Centre.X) <= FarthestMeridianDegrees
            orderby Array.IndexOf(Datums, datum), near is null ? 0 : Math.Abs(meridian - near.Centre.X)
            select new Candidate(CoordinateSystems.Find(srid)!, near is null
                ? $"The eastings are those of a zone without its number, and {meridian:0}° E is one of those in China"
                : $"The eastings are those of a zone without its number, and the zone around {meridian:0}° E is near the county{Hint(datum)}");
        return zones.Concat(near is null ? [] : Utm(near));
    }

    private static IEnumerable<Candidate> Utm(Envelope county) =>
        Enumerable.Range(1, 60).Where(zone => Math.Abs(6 * zone - 183 - county.Centre.X) <= FarthestMeridianDegrees)
            .Select(zone => new Candidate(
                CoordinateSystems.Find((county.Centre.Y < 0 ? 32700 : 32600) + zone)!,
                $"The eastings may be those of UTM, and its zone {zone} is near the county"));

    private static IEnumerable<Candidate> HongKong(Envelope data) =>
        HongKongGrid.Contains(data) ? [new(CoordinateSystems.Find(2326)!, "The numbers are like those of the Hong Kong 1980 Grid")] : [];

    private static IEnumerable<Candidate> Mercators(Envelope data)
    {
        var inChina = data is { MinX: > 7_800_000, MaxX: < 15_500_000, MinY: > 80_000, MaxY: < 7_600_000 };
        if (inChina || Math.Max(Math.Max(-data.MinX, data.MaxX), Math.Max(-data.MinY, data.MaxY)) < WorldMetres)
            yield return new(CoordinateSystems.Find(Srid.WebMercator)!, "The numbers are metres as web maps count them");
        if (inChina)
            yield return new(CoordinateSystems.Bd09Mc, "The numbers are metres as web maps count them; those of BD-09 maps lie some 20 km apart from the usual ones");
    }

    private static bool IsInZone(Envelope data, double prefix) =>
        data.MinX - prefix >= LeastEasting && data.MaxX - prefix <= MostEasting && data is { MinY: >= LeastNorthing, MaxY: <= MostNorthing };

    private static int? Numbered(GaussKrugerBand band, int zone) =>
        band.FirstZone is { } first && band.Contains(band.FirstSrid + zone - first) ? band.FirstSrid + zone - first : null;

    private static string Hint(Datum datum) => datum == Datum.Cgcs2000
        ? ", and today's official data are in CGCS2000"
        : $"; {(datum == Datum.Xian1980 ? "older surveys are in Xi'an 1980" : "old surveys are in Beijing 1954")}, which the numbers do not tell";
}
