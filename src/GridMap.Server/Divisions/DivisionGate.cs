using GridMap.Server.Platform;
using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Looks whether a draft divides the county's ground without gap or overlap, and keeps what it finds.</summary>
internal static class DivisionGate
{
    /// <summary>Checks a draft as it stands, and notes the findings with it.</summary>
    /// <returns>Every defect, the blocking ones first; null where the draft was changed meanwhile, or is none.</returns>
    public static async Task<IReadOnlyList<DivisionDefect>?> CheckAsync(
        NpgsqlConnection connection, string countyCode, int divisionId, IProgress<double>? progress, CancellationToken ct)
    {
        var revisions = await connection.ListAsync(
            "SELECT revision FROM division WHERE county_code = $1 AND division_id = $2", [countyCode, divisionId], row => row.GetInt64(0), ct);
        if (revisions is not [var revision]) return null;
        var (areas, rules) = await LoadAsync(connection, countyCode, divisionId, ct);
        var found = DivisionCheck.Run(areas, rules.Boundary, rules.Tolerance, progress, ct)
            .Concat(DivisionCodes.Check(areas, rules.CodeScheme, countyCode))
            .Concat(await UnknownCodesAsync(connection, countyCode, divisionId, areas, ct)).OrderBy(defect => defect.IsWithinTolerance).ToList();
        var blocking = found.Count(defect => !defect.IsWithinTolerance);
        if (await connection.ExecuteAsync(
            Sql.For("Divisions/mark-checked"), [countyCode, divisionId, revision, blocking, found.Count - blocking], ct) == 0) return null;
        // A statement of its own: within one, the new rows come before the old ones are gone.
        await connection.ExecuteAsync("DELETE FROM division_defect WHERE county_code = $1 AND division_id = $2", [countyCode, divisionId], ct);
        await KeepAsync(connection, countyCode, divisionId, found, ct);
        return found;
    }

    /// <summary>A draft's areas, and what its county asks of them.</summary>
    public static async Task<(List<DivisionArea> Areas, DivisionRules Rules)> LoadAsync(
        NpgsqlConnection connection, string countyCode, int divisionId, CancellationToken ct)
    {
        var rules = await connection.ListAsync(Sql.For("Divisions/load-rules"), [countyCode],
            row => new DivisionRules(new(row.GetDouble(0)), row.GetString(1), row.Nullable<Geometry>(2)), ct);
        var areas = await connection.ListAsync(Sql.For("Divisions/load-areas"), [countyCode, divisionId], row => new DivisionArea(
            row.GetString(0), row.GetString(1), row.Nullable<string>(2), row.Nullable<string>(3), row.GetFieldValue<Geometry>(4)), ct);
        return (areas, rules[0]);
    }

    private static async Task<IReadOnlyList<DivisionDefect>> UnknownCodesAsync(
        NpgsqlConnection connection, string countyCode, int divisionId, List<DivisionArea> areas, CancellationToken ct)
    {
        async Task<Dictionary<string, string>> NamesAsync(string sql, params object?[] parameters) =>
            (await connection.ListAsync(sql, parameters, row => (Code: row.GetString(0), Name: row.GetString(1)), ct))
                .ToDictionary(row => row.Code, row => row.Name, StringComparer.Ordinal);
        var list = await NamesAsync("SELECT code, name FROM division_code WHERE county_code = $1", countyCode);
        if (list.Count == 0) return [];
        var names = await NamesAsync("SELECT grid_code, name FROM division_grid WHERE county_code = $1 AND division_id = $2", countyCode, divisionId);
        return DivisionCodes.CheckAgainst(areas, names, list);
    }

    private static Task<int> KeepAsync(
        NpgsqlConnection connection, string countyCode, int divisionId, List<DivisionDefect> found, CancellationToken ct)
    {
        T[] Each<T>(Func<DivisionDefect, T> value) => [.. found.Select(value)];
        return connection.ExecuteAsync(Sql.For("Divisions/keep-defects"),
        [
            countyCode, divisionId, Each(defect => DefectWords.Of(defect.Kind)), Each(defect => string.Join('\n', defect.GridCodes)),
            Each(defect => defect.Longitude), Each(defect => defect.Latitude), Each(defect => defect.Place?.AsBinary()),
            Each(defect => defect.AreaSquareMetres), Each(defect => defect.WidthMetres), Each(defect => defect.IsWithinTolerance),
        ], ct);
    }
}
