using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Divisions;
using GridMap.Server.Platform;
using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>A proposed repair as it is kept and told.</summary>
internal static class RepairRecord
{
    /// <summary>A step as it is told.</summary>
    public static DivisionRepairStep Told(RepairStep step) => new(
        JsonNamingPolicy.KebabCaseLower.ConvertName(step.Kind.ToString()), step.GridCodes, step.To, step.AreaSquareMetres,
        step.Place is { } place ? ShapeOf(place) : null);

    /// <summary>One row of find-repair.sql.</summary>
    public static DivisionRepairProposal Read(NpgsqlDataReader row, IReadOnlyList<RepairedGrid> changes) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt32(3), row.GetInt32(4),
        JsonSerializer.Deserialize<List<DivisionRepairStep>>(row.GetString(5), ContractsJson.Options)!, changes);

    /// <summary>One row of list-repaired.sql.</summary>
    public static RepairedGrid ReadGrid(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetDouble(2), row.GetDouble(3), GeoJson.Parse(row.GetString(4)), GeoJson.Parse(row.GetString(5)));

    private static JsonElement ShapeOf(Geometry place)
    {
        static double[][] Ring(LineString ring) => [.. ring.Coordinates.Select(at => new[] { Math.Round(at.X, 8), Math.Round(at.Y, 8) })];
        static double[][][] Rings(Polygon part) => [Ring(part.ExteriorRing), .. part.InteriorRings.Select(Ring)];
        var parts = Enumerable.Range(0, place.NumGeometries).Select(place.GetGeometryN).OfType<Polygon>().Select(Rings).ToArray();
        return JsonSerializer.SerializeToElement(new { type = "MultiPolygon", coordinates = parts }, ContractsJson.Options);
    }
}
