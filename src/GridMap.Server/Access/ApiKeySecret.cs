using System.Buffers.Text;
using System.Security.Cryptography;

namespace GridMap.Server.Access;

/// <summary>
/// The text of a key: <c>gm_</c>, then its id and 256 random bits in base64url. Only the hash of the random part is stored.
/// </summary>
internal readonly struct ApiKeySecret
{
    private const string Prefix = "gm_";
    private const int IdBytes = 16;
    private const int RandomBytes = 32;

    private readonly byte[] _bytes;

    private ApiKeySecret(byte[] bytes) => _bytes = bytes;

    public Guid KeyId => new(_bytes.AsSpan(0, IdBytes), bigEndian: true);

    /// <summary>What is stored.</summary>
    public byte[] Sha256 => SHA256.HashData(_bytes.AsSpan(IdBytes));

    /// <summary>A new one.</summary>
    public static ApiKeySecret Create(Guid keyId)
    {
        var bytes = new byte[IdBytes + RandomBytes];
        keyId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(IdBytes));
        return new(bytes);
    }

    public static bool TryParse(string text, out ApiKeySecret secret)
    {
        var bytes = new byte[IdBytes + RandomBytes + 1];
        secret = default;
        // The decoder throws, whatever its name says, where a character is none of base64url's.
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(text.AsSpan(Prefix.Length))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length), bytes, out var length) || length != IdBytes + RandomBytes)
            return false;
        secret = new(bytes[..length]);
        return true;
    }

    /// <summary>What its owner is told, once.</summary>
    public override string ToString() => Prefix + Base64Url.EncodeToString(_bytes);
}
