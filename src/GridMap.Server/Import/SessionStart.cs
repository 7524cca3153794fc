using GridMap.Server.Grids;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>Locks and reads what an import needs to know of its county.</summary>
internal static class SessionStart
{
    private const string DefaultTimeZone = "Asia/Shanghai";

    /// <summary>Opens the session within a transaction that was begun.</summary>
    /// <exception cref="FileRefusedException">There is no such county and nothing to create it from.</exception>
    public static async Task<ImportSession> BeginAsync(
        NpgsqlConnection connection, ImportRequest request, ImportFile file, CancellationToken ct)
    {
        var isNew = await CreateCountyAsync(connection, request, ct);
        var county = await LockCountyAsync(connection, request.CountyCode, request.Layer is GridLayer, ct)
            ?? throw new FileRefusedException($"There is no county '{request.CountyCode}'; give its name to create it.", 404, "county-not-found");
        var zone = CountyTime.Zone(request.Mapping?.County?.TimeZone ?? county.TimeZone);
        var now = await connection.ListAsync("SELECT now()", [], row => row.GetFieldValue<DateTimeOffset>(0), ct);
        return new ImportSession
        {
            Connection = connection,
            Request = request,
            File = file,
            County = county with { IsNew = isNew },
            Time = new(zone, now[0]),
            UnitCodes = (await connection.ListAsync(
                "SELECT unit_code FROM unit WHERE county_code = $1", [county.Code], row => row.GetString(0), ct)).ToHashSet(StringComparer.Ordinal),
            Family = new(await StoredFamilyAsync(connection, request.Layer, county.Code, ct)),
            Locator = request.Layer.LiesInGrids ? await GridLocators.LoadAsync(connection, county.Code, ct) : null,
        };
    }

    /// <summary>
    /// Locks the county: against everybody who writes issues or facilities, or only against those who change grids. Null
    /// where there is no such county.
    /// </summary>
    public static async Task<ImportedCounty?> LockCountyAsync(
        NpgsqlConnection connection, string countyCode, bool keepsWritersOut, CancellationToken ct)
    {
        var found = await connection.ListAsync(
            $"SELECT name, time_zone, grid_revision FROM county WHERE county_code = $1 FOR {(keepsWritersOut ? "UPDATE" : "KEY SHARE")}",
            [countyCode], row => new ImportedCounty(countyCode, row.GetString(0), row.GetString(1), row.GetInt64(2)), ct);
        return found.FirstOrDefault();
    }

    // Whether there was none before.
    private static async Task<bool> CreateCountyAsync(NpgsqlConnection connection, ImportRequest request, CancellationToken ct)
    {
        var mapped = request.Mapping?.County;
        if (mapped is not null && mapped.Code != request.CountyCode)
            throw new FileRefusedException($"The mapping is for county {mapped.Code} ({mapped.Name}), the import for county {request.CountyCode}.");
        var name = request.CountyName ?? mapped?.Name;
        if (string.IsNullOrWhiteSpace(name)) return false;
        var zone = mapped?.TimeZone ?? DefaultTimeZone;
        _ = CountyTime.Zone(zone);
        return await connection.ExecuteAsync(
            "INSERT INTO county (county_code, name, time_zone, is_demo) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            [request.CountyCode, name.Trim(), zone, request.IsDemo], ct) > 0;
    }

    private static async Task<IEnumerable<FamilyMember>> StoredFamilyAsync(
        NpgsqlConnection connection, Layer layer, string countyCode, CancellationToken ct)
    {
        if (layer is not (GridLayer or UnitLayer)) return [];
        return await connection.ListAsync(Sql.For($"Import/list-{layer.Noun}-family"), [countyCode], row => new FamilyMember(
            0, row.GetString(0), row.Nullable<string>(1), null, row.IsDBNull(2) ? null : GridLayer.Rank(row.GetString(2))), ct);
    }
}
