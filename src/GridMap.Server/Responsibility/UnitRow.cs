using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Responsibility;

internal static class UnitRow
{
    /// <summary>A unit whose code, name, kind, parent and phone stand from that column on; null where there is none.</summary>
    public static Unit? ReadUnit(this NpgsqlDataReader row, int first) => row.IsDBNull(first)
        ? null
        : new(row.GetString(first), row.GetString(first + 1), row.GetString(first + 2), row.Nullable<string>(first + 3), row.Nullable<string>(first + 4));
}
