using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Server.Platform;

namespace GridMap.Server.Audit;

/// <summary>
/// The anchors of an audit: files that say where every chain ended, each signed, none ever written over.
/// </summary>
/// <param name="folder">Holds the anchors and the public key; to be copied to another machine.</param>
internal sealed class AnchorFolder(string folder)
{
    private const string Pattern = "audit-*.json";

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>The key that signs: ECDSA on P-256, beside the folder, readable by its owner alone.</summary>
    public string KeyFile => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, GridMapHome.AuditKeyName);

    /// <summary>The key that checks, in the folder.</summary>
    public string PublicKeyFile => System.IO.Path.Combine(Path, "audit-key.pub.pem");

    /// <summary>Every anchor, oldest first; what cannot be read, or was not signed with our key, is a fault.</summary>
    public (IReadOnlyList<Anchor> Anchors, IReadOnlyList<string> Faults) ReadAll()
    {
        string[] files = Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, Pattern).Order(StringComparer.Ordinal)] : [];
        if (files is []) return ([], []);
        if (!File.Exists(PublicKeyFile)) return ([], [$"{PublicKeyFile} is missing; without it no anchor can be checked."]);
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PublicKeyFile));
        var (anchors, faults) = (new List<Anchor>(), new List<string>());
        foreach (var file in files)
        {
            if (Read(file, key) is { } anchor) anchors.Add(anchor);
            else faults.Add($"{System.IO.Path.GetFileName(file)}: its signature does not fit; it was changed, or another key signed it.");
        }

        return (anchors, faults);
    }

    /// <summary>Signs and stores an anchor under the name of its day; a later one of the same day has its time in the name.</summary>
    /// <returns>The file's name.</returns>
    /// <exception cref="StartupException">The key is gone, or the folder cannot be written.</exception>
    public string Write(Anchor anchor)
    {
        try
        {
            Directory.CreateDirectory(Path);
            using var key = OpenKey();
            var text = JsonSerializer.Serialize(anchor, ContractsJson.Options);
            var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            var name = NameOf(anchor);
            WriteWhole(System.IO.Path.Combine(Path, name), $$"""{"anchor":{{text}},"signature":"{{Convert.ToBase64String(signature)}}"}""" + "\n", 0);
            return name;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException($"No anchor of the audit could be stored in {Path}: {failure.Message}", failure);
        }
    }

    private static Anchor? Read(string file, ECDsa key)
    {
        try
        {
            var signed = JsonElement.Parse(File.ReadAllText(file));
            // The very bytes that were signed, however the JSON could be written otherwise.
            var text = signed.GetProperty("anchor").GetRawText();
            return key.VerifyData(Encoding.UTF8.GetBytes(text), signed.GetProperty("signature").GetBytesFromBase64(),
                    HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                ? JsonSerializer.Deserialize<Anchor>(text, ContractsJson.Options)! with { FileName = System.IO.Path.GetFileName(file) }
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private string NameOf(Anchor anchor)
    {
        var at = anchor.TakenAt.UtcDateTime;
        var day = $"audit-{at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        return File.Exists(System.IO.Path.Combine(Path, $"{day}.json"))
            ? $"{day}-{at.ToString("HHmmssfff", CultureInfo.InvariantCulture)}.json"
            : $"{day}.json";
    }

    private ECDsa OpenKey()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(KeyFile))
        {
            key.ImportFromPem(File.ReadAllText(KeyFile));
        }
        else
        {
            // Under a new key every anchor before it would look forged.
            if (File.Exists(PublicKeyFile))
                throw new StartupException($"The key {KeyFile} is gone. Put it back; or move {Path} away, keep it, and begin a new folder with a new key.");
            WriteWhole(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (!File.Exists(PublicKeyFile)) WriteWhole(PublicKeyFile, key.ExportSubjectPublicKeyInfoPem() + "\n", 0);
        return key;
    }

    // On the disk before it has its name, and never over another file.
    private static void WriteWhole(string path, string text, UnixFileMode mode)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode != 0 && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
    }
}
