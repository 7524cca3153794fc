using System.IO.Compression;
using System.Text;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>An archive made for a test.</summary>
internal sealed class ZipFile : IDisposable
{
    private readonly MemoryStream _packed = new();
    private ZipArchive? _archive;

    public ZipFile() => _archive = new ZipArchive(_packed, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>The archive, finished.</summary>
    public MemoryStream Content
    {
        get
        {
            _archive?.Dispose();
            _archive = null;
            return _packed;
        }
    }

    public void Add(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

    public void Add(string path, byte[] content, int unixMode = 0)
    {
        var entry = _archive!.CreateEntry(path, CompressionLevel.SmallestSize);
        if (unixMode != 0) entry.ExternalAttributes = unixMode << 16;
        using var stream = entry.Open();
        stream.Write(content);
    }

    public void Dispose()
    {
        _archive?.Dispose();
        _packed.Dispose();
    }
}
