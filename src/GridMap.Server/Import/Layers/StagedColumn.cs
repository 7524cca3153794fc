using NpgsqlTypes;

namespace GridMap.Server.Import.Layers;

/// <summary>A column of a layer's staging table.</summary>
/// <param name="Name">Its name; the stored column has the same unless <paramref name="StoredAs"/> says otherwise.</param>
/// <param name="Type">Its type.</param>
/// <param name="Fields">
/// The fields it is made of. Where a file says nothing about any of them, a known row keeps what is stored; empty where
/// the file always says something.
/// </param>
/// <param name="StoredAs">SQL that gives the stored value, of the stored row <c>t</c>.</param>
internal sealed record StagedColumn(string Name, NpgsqlDbType Type, string[] Fields, string? StoredAs = null)
{
    public StagedColumn(string name, NpgsqlDbType type)
        : this(name, type, [])
    {
    }

    /// <summary>The first columns of every staging table.</summary>
    public static StagedColumn[] Common { get; } =
    [
        new("line", NpgsqlDbType.Integer), new("row_key", NpgsqlDbType.Text), new("content_sha256", NpgsqlDbType.Bytea),
        new("row_id", NpgsqlDbType.Uuid), new("change_id", NpgsqlDbType.Uuid),
    ];
}
