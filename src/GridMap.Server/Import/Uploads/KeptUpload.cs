using GridMap.Server.Import.Files;

namespace GridMap.Server.Import.Uploads;

/// <summary>A server's own copy of a file that is looked at, and what was found when it was last looked through.</summary>
/// <param name="content">The file; disposed with this.</param>
/// <param name="fileName">What its sender calls it.</param>
/// <param name="expiresAt">When it is forgotten.</param>
/// <param name="limitBytes">The most bytes it may hold, unpacked.</param>
internal sealed class KeptUpload(FileStream content, string fileName, DateTimeOffset expiresAt, long limitBytes) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private bool _isGone;
    private (string? Layer, string? Encoding, ImportFile File, SourceSample? Sample)? _last;

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>Looks at the file, one at a time; what it holds is read again only when another layer or encoding is asked for.</summary>
    /// <param name="layer">Which layer of several.</param>
    /// <param name="encoding">Of its texts, as somebody says.</param>
    /// <param name="look">Takes the file and its first rows; no rows where a layer has to be chosen first.</param>
    /// <param name="ct">Ends the wait for others who look.</param>
    /// <exception cref="FileRefusedException">It cannot be read so.</exception>
    /// <exception cref="UploadGoneException">Its hour is over.</exception>
    public async Task<T> LookAsync<T>(string? layer, string? encoding, Func<ImportFile, SourceSample?, T> look, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_isGone) throw new UploadGoneException();
            if (_last is not { } last || last.Layer != layer || last.Encoding != encoding) last = Read(layer, encoding);
            return look(last.File, last.Sample);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        // Whoever looks at it looks to the end; whoever waits for that finds it gone.
        _gate.Wait();
        _isGone = true;
        _last?.File.Dispose();
        content.Dispose();
        _gate.Release();
    }

    private (string? Layer, string? Encoding, ImportFile File, SourceSample? Sample) Read(string? layer, string? encoding)
    {
        _last?.File.Dispose();
        _last = null;
        var file = ImportFile.Probe(content, fileName, encoding, limitBytes, layer);
        try
        {
            (string?, string?, ImportFile, SourceSample?) read = (layer, encoding, file, file.MustChoose ? null : SourceSample.Take(file));
            _last = read;
            return read;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
