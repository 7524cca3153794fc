using System.Security.Cryptography;

namespace GridMap.Server.Accounts;

/// <summary>Passwords that are read off a screen and typed: 100 random bits, without characters that look alike.</summary>
internal static class RandomPassword
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string Create() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
