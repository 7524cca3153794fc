using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Issues;

/// <summary>Rows of get-issue.sql and list-issues.sql.</summary>
internal static class IssueRecord
{
    /// <summary>One row as a feature.</summary>
    public static Feature<Issue> Read(NpgsqlDataReader row)
    {
        var issue = ReadIssue(row);
        return new(GeoJson.Id(issue.Number), GeoJson.Point(issue.Longitude, issue.Latitude), issue);
    }

    /// <summary>One row.</summary>
    public static Issue ReadIssue(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt64(1),
        row.Nullable<string>(2),
        row.GetString(3),
        row.Nullable<string>(4),
        row.GetInt16(5),
        row.Nullable<string>(6),
        row.GetString(7),
        row.Nullable<string>(8),
        row.Nullable<string>(9),
        row.GetString(10),
        row.GetFieldValue<DateTimeOffset>(11),
        row.Nullable<DateTimeOffset?>(12),
        row.Nullable<DateTimeOffset?>(13),
        row.GetBoolean(14),
        row.Nullable<string>(15),
        row.Nullable<string>(16),
        row.GetDouble(17),
        row.GetDouble(18),
        row.GetInt64(19),
        row.GetFieldValue<DateTimeOffset>(20),
        row.GetFieldValue<DateTimeOffset>(21),
        row.GetBoolean(22));
}
