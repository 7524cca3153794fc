using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Units;

/// <summary>Reads units on a connection, which may be in the middle of a change.</summary>
internal static class UnitStore
{
    /// <summary>The unit without its references; null where there is none.</summary>
    public static async Task<UnitDetail?> FindAsync(NpgsqlConnection connection, string county, string code, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Units/get-unit"), county, code);
        return (await find.ListAsync(UnitRecord.ReadDetail, ct)).SingleOrDefault();
    }

    /// <summary>Where a unit is named.</summary>
    public static async Task<List<UnitReference>> ListReferencesAsync(NpgsqlConnection connection, string county, string code, CancellationToken ct)
    {
        await using var list = connection.Command(Sql.For("Units/list-references"), county, code);
        return await list.ListAsync(UnitRecord.ReadReference, ct);
    }

    /// <summary>Whether <paramref name="above"/> stands above <paramref name="beneath"/>, or is it.</summary>
    public static async Task<bool> StandsAboveAsync(NpgsqlConnection connection, string county, string above, string beneath, CancellationToken ct)
    {
        await using var ask = connection.Command(Sql.For("Units/has-above"), county, above, beneath);
        return (await ask.ListAsync(row => row.GetBoolean(0), ct))[0];
    }
}
