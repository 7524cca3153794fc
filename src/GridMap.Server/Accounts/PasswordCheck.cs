using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace GridMap.Server.Accounts;

/// <summary>Checks passwords in the same time whether there is such an account or not.</summary>
internal sealed class PasswordCheck(IPasswordHasher<AccountRecord> hasher)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int HmacSha512 = 2;

    // Half of the processors, so that a flood of guesses leaves the map the others.
    private static readonly SemaphoreSlim Processors = new(Math.Max(1, Environment.ProcessorCount / 2));

    private static readonly AccountRecord Nobody = new() { Id = Guid.Empty, Name = "", DisplayName = "", PasswordHash = HashOfNothing() };

    /// <summary>Whether it is the account's password; never for null, though that takes as long.</summary>
    public async Task<bool> IsRightAsync(AccountRecord? account, string password, CancellationToken ct)
    {
        var checkedAccount = account?.PasswordHash is null ? Nobody : account;
        await Processors.WaitAsync(ct);
        try
        {
            return hasher.VerifyHashedPassword(checkedAccount, checkedAccount.PasswordHash!, password) != PasswordVerificationResult.Failed
                && checkedAccount != Nobody;
        }
        finally
        {
            Processors.Release();
        }
    }

    // Identity's format 3 (1, function, rounds, length of the salt, salt, hash) of random bits: no password has it.
    private static string HashOfNothing()
    {
        var hash = RandomNumberGenerator.GetBytes(13 + SaltBytes + HashBytes);
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), AccountServices.Iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltBytes);
        return Convert.ToBase64String(hash);
    }
}
