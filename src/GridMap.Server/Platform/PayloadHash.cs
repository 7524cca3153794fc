using System.Security.Cryptography;
using System.Text.Json;
using GridMap.Contracts;

namespace GridMap.Server.Platform;

/// <summary>Tells a resend from another content under the same id.</summary>
internal static class PayloadHash
{
    /// <summary>SHA-256 of what was sent, however it was spaced or ordered.</summary>
    public static byte[] Of<T>(T payload) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(payload, ContractsJson.Options));
}
