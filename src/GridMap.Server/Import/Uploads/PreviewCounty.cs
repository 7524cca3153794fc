using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>What a preview has to know of the county; nothing is locked for it.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">In which times without one are read.</param>
/// <param name="Now">The database's time.</param>
/// <param name="UnitCodes">Its units.</param>
/// <param name="Outlines">Its responsibility grids, the first thousand.</param>
internal sealed record PreviewCounty(
    string Code, string Name, TimeZoneInfo Zone, DateTimeOffset Now, IReadOnlySet<string> UnitCodes, IReadOnlyList<(string Code, Geometry Shape)> Outlines)
{
    /// <summary>Where its grids lie; null where it has none.</summary>
    public Envelope? Bounds { get; } = Outlines.Aggregate((Envelope?)null, (bounds, outline) =>
    {
        bounds ??= new Envelope();
        bounds.ExpandToInclude(outline.Shape.EnvelopeInternal);
        return bounds;
    });

    /// <summary>Reads it.</summary>
    /// <exception cref="FileRefusedException">There is no such county.</exception>
    public static async Task<PreviewCounty> LoadAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        var found = await connection.ListAsync("SELECT name, time_zone, now() FROM county WHERE county_code = $1", [countyCode],
            row => (Name: row.GetString(0), Zone: row.GetString(1), Now: row.GetFieldValue<DateTimeOffset>(2)), ct);
        if (found is not [var county]) throw new FileRefusedException($"There is no county '{countyCode}'.", 404, "county-not-found");
        var units = await connection.ListAsync("SELECT unit_code FROM unit WHERE county_code = $1", [countyCode], row => row.GetString(0), ct);
        var outlines = await connection.ListAsync(
            Sql.For("Import/Uploads/list-outlines"), [countyCode], row => (row.GetString(0), row.GetFieldValue<Geometry>(1)), ct);
        return new(countyCode, county.Name, CountyTime.Zone(county.Zone), county.Now, units.ToHashSet(StringComparer.Ordinal), outlines);
    }
}
