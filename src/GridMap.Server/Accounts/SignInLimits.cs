using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>
/// How often a name, and an address, may try to sign in. Counted in the database, before a password is looked at, so that no
/// number of servers or of requests at once lets more through.
/// </summary>
internal sealed class SignInLimits(NpgsqlDataSource db)
{
    public const int WindowMinutes = 15;
    public const int PerName = 10;

    /// <summary>An office's people share one; only wrong passwords count in the end.</summary>
    public const int PerAddress = 100;

    // Who has one IPv6 address has its network's others too.
    private const int NetworkBytes = 8;

    /// <summary>Counts one attempt. The address comes first: one that is over its limit uses up nobody's name.</summary>
    /// <returns>Null where the password may be checked.</returns>
    public async Task<Excess?> CountAsync(string name, IPAddress? address, CancellationToken ct) =>
        await CountAsync(AddressSubject(address), PerAddress, "address", ct) ?? await CountAsync(NameSubject(name), PerName, "name", ct);

    /// <summary>Forgets the attempts of a name that gave the right password, within the transaction that lets it in.</summary>
    public static async Task ForgiveAsync(NpgsqlConnection connection, string name, IPAddress? address, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For("Accounts/forgive-attempts"), NameSubject(name), AddressSubject(address));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets the attempts of a name.</summary>
    public static Task ForgiveAsync(NpgsqlDataSource db, string name, CancellationToken ct) =>
        db.ExecuteAsync("DELETE FROM sign_in_limit WHERE subject_sha256 = $1", [NameSubject(name)], ct);

    private async Task<Excess?> CountAsync(byte[] subject, int most, string of, CancellationToken ct)
    {
        var (attempts, seconds) = await db.FirstOrDefaultAsync(
            Sql.For("Accounts/count-attempt"), [subject, WindowMinutes], row => (row.GetInt32(0), row.GetInt32(1)), ct);
        return attempts > most ? new(of, seconds, IsFirst: attempts == most + 1) : null;
    }

    private static byte[] NameSubject(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("name " + name));

    private static byte[] AddressSubject(IPAddress? address) => SHA256.HashData(Encoding.UTF8.GetBytes("address " + Network(address)));

    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };

    /// <summary>An attempt too many.</summary>
    /// <param name="Of">Whose limit it is: <c>name</c> or <c>address</c>.</param>
    /// <param name="SecondsLeft">Until attempts are looked at again.</param>
    /// <param name="IsFirst">Whether it is the first of this window that was refused.</param>
    internal sealed record Excess(string Of, int SecondsLeft, bool IsFirst);
}
