using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

/// <summary>Rows of get-facility.sql and list-facilities.sql.</summary>
internal static class FacilityRecord
{
    /// <summary>One row as a feature.</summary>
    public static Feature<Facility> Read(NpgsqlDataReader row)
    {
        var facility = ReadFacility(row);
        return new(GeoJson.Id(facility.Number), GeoJson.Point(facility.Longitude, facility.Latitude), facility);
    }

    /// <summary>One row.</summary>
    public static Facility ReadFacility(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt64(1),
        row.Nullable<string>(2),
        row.GetString(3),
        row.GetString(4),
        row.Nullable<string>(5),
        row.Nullable<string>(6),
        row.Nullable<string>(7),
        row.Nullable<string>(8),
        row.GetString(9),
        row.Nullable<DateOnly?>(10),
        row.Nullable<string>(11),
        row.Nullable<string>(12),
        row.Nullable<string>(13),
        row.GetDouble(14),
        row.GetDouble(15),
        row.GetInt64(16),
        row.GetFieldValue<DateTimeOffset>(17),
        row.GetFieldValue<DateTimeOffset>(18),
        row.GetBoolean(19));
}
