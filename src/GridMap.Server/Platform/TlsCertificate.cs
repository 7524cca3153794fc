using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GridMap.Server.Platform;

/// <summary>A certificate in PEM files, read anew when they change, as tools that renew certificates leave them.</summary>
internal sealed class TlsCertificate
{
    private static readonly TimeSpan LookedAt = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string? _keyPath;
    private readonly Lock _lock = new();
    private DateTime _written;
    private long _looked;
    private SslStreamCertificateContext _current;

    /// <summary>Reads it.</summary>
    /// <exception cref="StartupException">The files cannot be read as a certificate and its key.</exception>
    public TlsCertificate(string path, string? keyPath)
    {
        (_path, _keyPath) = (path, keyPath);
        try
        {
            (_written, _looked) = (Written(), TimeProvider.System.GetTimestamp());
            _current = Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException($"Server:Certificate '{path}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>The server's own certificate, as it was at the start.</summary>
    public X509Certificate2 Leaf => _current.TargetCertificate;

    /// <summary>The certificate with those between it and a root. While new files cannot be read, the one before goes on.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (TimeProvider.System.GetElapsedTime(_looked) < LookedAt) return _current;
                _looked = TimeProvider.System.GetTimestamp();
                try
                {
                    var written = Written();
                    if (written == _written) return _current;
                    (_current, _written) = (Read(), written);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
                {
                    // Half written; the next look finds it whole.
                }

                return _current;
            }
        }
    }

    private DateTime Written() => new[] { _path, _keyPath ?? _path }.Max(File.GetLastWriteTimeUtc);

    private SslStreamCertificateContext Read()
    {
        var leaf = X509Certificate2.CreateFromPemFile(_path, _keyPath);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(_path);
        return SslStreamCertificateContext.Create(leaf, all, offline: true);
    }
}
