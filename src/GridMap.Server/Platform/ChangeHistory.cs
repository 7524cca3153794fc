using System.Text.Json;
using System.Text.Json.Nodes;
using GridMap.Contracts.Changes;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>The history of one row, as people read it.</summary>
internal static class ChangeHistory
{
    /// <summary>Every change of an issue, facility or unit, oldest first; empty where there is no such row in the scope.</summary>
    /// <param name="db">The database.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="entity"><c>issue</c>, <c>facility</c> or <c>unit</c>.</param>
    /// <param name="id">Which one.</param>
    /// <param name="scope">The parameters of a scope: in which areas, of which units.</param>
    /// <param name="ct">Cancels the question.</param>
    public static Task<List<Change>> ListChangesAsync(
        this NpgsqlDataSource db, string countyCode, string entity, string id, object?[] scope, CancellationToken ct) =>
        db.ListAsync(Sql.For("Platform/list-changes"), [countyCode, entity, id, .. scope], Read, ct);

    private static Change Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2),
        Members(row.Nullable<string>(3), row.Nullable<string>(5)), Members(row.Nullable<string>(4), row.Nullable<string>(6)));

    // Columns become members as the rest of the interface names them, and a grid's number its code.
    private static JsonElement? Members(string? columns, string? gridCode)
    {
        if (columns is null) return null;
        var members = new JsonObject();
        foreach (var (column, value) in JsonNode.Parse(columns)!.AsObject())
        {
            if (column == "grid_id") members["gridCode"] = gridCode;
            else members[JsonNamingPolicy.CamelCase.ConvertName(Pascal(column))] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(members);
    }

    private static string Pascal(string column) =>
        string.Concat(column.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));
}
