using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Units;

internal static class UnitRegister
{
    /// <summary>
    /// Makes one another's wait, until the transaction ends, those who change a county's units or say what units answer for.
    /// Who reports an issue does not wait; who changes grids does. False where there is no such county.
    /// </summary>
    public static async Task<bool> LockRegisterAsync(this NpgsqlConnection connection, string county, CancellationToken ct)
    {
        await using var take = connection.Command("SELECT FROM county WHERE county_code = $1 FOR NO KEY UPDATE", county);
        return await take.ListAsync(_ => true, ct) is not [];
    }

    /// <summary>The kinds of those of the codes that the county has, by code.</summary>
    public static async Task<Dictionary<string, string>> FindKindsAsync(
        this NpgsqlConnection connection, string county, string[] codes, CancellationToken ct)
    {
        await using var find = connection.Command("SELECT unit_code, kind FROM unit WHERE county_code = $1 AND unit_code = ANY ($2)", county, codes);
        return (await find.ListAsync(row => (Code: row.GetString(0), Kind: row.GetString(1)), ct)).ToDictionary(unit => unit.Code, unit => unit.Kind, StringComparer.Ordinal);
    }
}
