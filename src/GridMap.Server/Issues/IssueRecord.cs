using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Issues;

/// <summary>Rows of get-issue.sql, list-issues.sql and the statements that store issues.</summary>
internal static class IssueRecord
{
    /// <summary>One row as a feature.</summary>
    public static Feature<Issue> Read(NpgsqlDataReader row) => ReadFrom(row, 0);

    /// <summary>What a statement that stores one answers: the county's grid revision, whether it lies in the scope, the row's revision, and the row.</summary>
    public static Written<Feature<Issue>> ReadWritten(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetBoolean(1), row.IsDBNull(2) ? null : ReadFrom(row, 3));

    /// <summary>One row.</summary>
    public static Issue ReadIssue(NpgsqlDataReader row) => ReadIssue(row, 0);

    private static Feature<Issue> ReadFrom(NpgsqlDataReader row, int first)
    {
        var issue = ReadIssue(row, first);
        return new(GeoJson.Id(issue.Number), GeoJson.Point(issue.Longitude, issue.Latitude), issue);
    }

    private static Issue ReadIssue(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetInt64(first + 1),
        row.Nullable<string>(first + 2),
        row.GetString(first + 3),
        row.Nullable<string>(first + 4),
        row.GetInt16(first + 5),
        row.Nullable<string>(first + 6),
        row.GetString(first + 7),
        row.Nullable<string>(first + 8),
        row.Nullable<string>(first + 9),
        row.GetString(first + 10),
        row.GetFieldValue<DateTimeOffset>(first + 11),
        row.Nullable<DateTimeOffset?>(first + 12),
        row.Nullable<DateTimeOffset?>(first + 13),
        row.GetBoolean(first + 14),
        row.Nullable<string>(first + 15),
        row.Nullable<string>(first + 16),
        row.GetDouble(first + 17),
        row.GetDouble(first + 18),
        row.GetInt64(first + 19),
        row.GetFieldValue<DateTimeOffset>(first + 20),
        row.GetFieldValue<DateTimeOffset>(first + 21),
        row.GetBoolean(first + 22));
}
