using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

/// <summary>Rows of get-facility.sql, list-facilities.sql and the statements that store facilities.</summary>
internal static class FacilityRecord
{
    /// <summary>One row as a feature.</summary>
    public static Feature<Facility> Read(NpgsqlDataReader row) => ReadFrom(row, 0);

    /// <summary>What a statement that stores one answers: the county's grid revision, whether it lies in the scope, the row's revision, and the row.</summary>
    public static Written<Feature<Facility>> ReadWritten(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetBoolean(1), row.IsDBNull(2) ? null : ReadFrom(row, 3));

    /// <summary>One row.</summary>
    public static Facility ReadFacility(NpgsqlDataReader row) => ReadFacility(row, 0);

    private static Feature<Facility> ReadFrom(NpgsqlDataReader row, int first)
    {
        var facility = ReadFacility(row, first);
        return new(GeoJson.Id(facility.Number), GeoJson.Point(facility.Longitude, facility.Latitude), facility);
    }

    private static Facility ReadFacility(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetInt64(first + 1),
        row.Nullable<string>(first + 2),
        row.GetString(first + 3),
        row.GetString(first + 4),
        row.Nullable<string>(first + 5),
        row.Nullable<string>(first + 6),
        row.Nullable<string>(first + 7),
        row.Nullable<string>(first + 8),
        row.GetString(first + 9),
        row.Nullable<DateOnly?>(first + 10),
        row.Nullable<string>(first + 11),
        row.Nullable<string>(first + 12),
        row.Nullable<string>(first + 13),
        row.GetDouble(first + 14),
        row.GetDouble(first + 15),
        row.GetInt64(first + 16),
        row.GetFieldValue<DateTimeOffset>(first + 17),
        row.GetFieldValue<DateTimeOffset>(first + 18),
        row.GetBoolean(first + 19));
}
