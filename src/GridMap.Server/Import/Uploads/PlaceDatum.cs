using GridMap.Contracts.Imports;
using GridMap.Server.Grids;
using GridMap.Server.Import.Files;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>A row of points as it will read.</summary>
/// <param name="Key">Its external id, where it has one.</param>
/// <param name="Name">Its name, where it has one.</param>
/// <param name="At">Where it would lie, WGS 84.</param>
internal sealed record ReadPlace(string? Key, string? Name, Coordinate At);

/// <summary>
/// Says of facilities and issues whether they lie off as a wrong datum would put them: by those that the county knows already,
/// otherwise by its streets and grids.
/// </summary>
internal sealed class PlaceDatum(GridLocators locators)
{
    // A name that stands for several things, as 公厕 does, tells nothing of one of them.
    private const int FewestPairs = 5;
    private const double AroundDegrees = 0.03;

    /// <summary>Compares; null where there are too few points, or nothing in the county to compare them with.</summary>
    public async Task<DatumFinding?> JudgeAsync(
        NpgsqlConnection connection, string county, string layer, IReadOnlyList<ReadPlace> places, CoordinateSystem readAs, CancellationToken ct)
    {
        var pairs = await PairsAsync(connection, county, layer, places, ct);
        if (pairs.Count >= FewestPairs && DatumCheck.Compare(pairs, readAs) is { Verdict: not DatumVerdict.CannotTell } known) return known;
        if (await locators.GetAsync(county, ct) is not { } grids) return null;
        var streets = await StreetsAsync(connection, county, places, ct);
        var points = places.Select(place => place.At).ToList();
        var finding = DatumCheck.Compare(points, at => grids.Locator.Find(at.X, at.Y) is not null, streets, readAs);
        return finding.Verdict == DatumVerdict.CannotTell ? null : finding;
    }

    private static async Task<List<PositionPair>> PairsAsync(
        NpgsqlConnection connection, string county, string layer, IReadOnlyList<ReadPlace> places, CancellationToken ct)
    {
        var (byKey, byName) = (Unique(places, place => place.Key), Unique(places, place => place.Name));
        if (byKey.Count + byName.Count == 0) return [];
        var known = await connection.ListAsync(
            Sql.For("Import/Uploads/list-known-places"), [county, layer, byKey.Keys.ToArray(), byName.Keys.ToArray()],
            row => new ReadPlace(row.Nullable<string>(0), row.Nullable<string>(1), new(row.GetDouble(2), row.GetDouble(3))), ct);
        var (knownByKey, knownByName) = (Unique(known, place => place.Key), Unique(known, place => place.Name));
        var same = from key in byKey.Keys where knownByKey.ContainsKey(key) select (byKey[key], knownByKey[key]);
        var alike = from name in byName.Keys where knownByName.ContainsKey(name) select (byName[name], knownByName[name]);
        return [.. same.Concat(alike).DistinctBy(pair => pair.Item1).Select(pair => new PositionPair(pair.Item1.At, pair.Item2.At))];
    }

    private static Dictionary<string, ReadPlace> Unique(IEnumerable<ReadPlace> places, Func<ReadPlace, string?> text) =>
        places.Where(place => text(place) is not null).GroupBy(place => text(place)!, StringComparer.Ordinal)
            .Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);

    private static async Task<Geometry?> StreetsAsync(NpgsqlConnection connection, string county, IReadOnlyList<ReadPlace> places, CancellationToken ct)
    {
        var around = new Envelope(places.Select(place => place.At));
        around.ExpandBy(AroundDegrees);
        var lines = await connection.ListAsync(
            Sql.For("Import/Uploads/list-streets-around"), [county, around.MinX, around.MinY, around.MaxX, around.MaxY],
            row => row.GetFieldValue<Geometry>(0), ct);
        return lines is [] ? null : ShapeBuilder.Factory.CreateGeometryCollection([.. lines]);
    }

    /// <summary>The same for people.</summary>
    public static DatumHint Hint(DatumFinding finding)
    {
        var verdict = finding.Verdict switch
        {
            DatumVerdict.Agrees => "agrees",
            DatumVerdict.Shifted => "shifted",
            DatumVerdict.OtherOffset => "other-offset",
            _ => "cannot-tell",
        };
        return new(verdict, finding.OffsetMetres, finding.ChooseInstead?.Id, finding.Sentence);
    }
}
