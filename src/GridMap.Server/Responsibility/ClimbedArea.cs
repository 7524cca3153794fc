using GridMap.Contracts.Grids;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Responsibility;

/// <summary>One step on the way from a grid up to its county.</summary>
/// <param name="Grid">The area; null for the county as a whole, which comes last.</param>
/// <param name="Lead">Its lead unit, where it names one.</param>
/// <param name="People">Who works for it beside the lead unit, by role and in the order they were named.</param>
/// <param name="UnresolvedIssues">As last counted.</param>
/// <param name="IssuesPerSquareKilometre">As last counted.</param>
/// <param name="AsOf">When they were counted.</param>
internal sealed record ClimbedArea(
    GridName? Grid, Unit? Lead, ILookup<string, Unit> People, int? UnresolvedIssues, double? IssuesPerSquareKilometre, DateTimeOffset? AsOf)
{
    /// <summary>A row of climb.sql.</summary>
    public static ClimbedArea Read(NpgsqlDataReader row) => new(
        row.IsDBNull(3) ? null : new(row.GetString(1), row.GetString(2), row.GetString(3)),
        row.ReadUnit(4), ReadPeople(row, 12),
        row.Nullable<int?>(9), row.Nullable<double?>(10), row.Nullable<DateTimeOffset?>(11));

    private static ILookup<string, Unit> ReadPeople(NpgsqlDataReader row, int first)
    {
        string?[] Column(int offset) => row.Nullable<string?[]>(first + offset) ?? [];
        var (roles, codes, names, kinds, parents, phones) = (Column(0), Column(1), Column(2), Column(3), Column(4), Column(5));
        return Enumerable.Range(0, roles.Length).ToLookup(
            at => roles[at]!, at => new Unit(codes[at]!, names[at]!, kinds[at]!, parents[at], phones[at]), StringComparer.Ordinal);
    }
}
