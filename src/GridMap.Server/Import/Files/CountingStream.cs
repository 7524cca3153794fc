namespace GridMap.Server.Import.Files;

/// <summary>Counts what is read through it, and stops a packed file that unfolds into far more than it weighs.</summary>
internal sealed class CountingStream(Stream content, long limitBytes, long? packedBytes) : Stream
{
    private const long RatioCountsFromBytes = 16_000_000;
    private const int HighestRatio = 100;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Unpack(buffer);
        BytesRead += read;
        if (BytesRead > limitBytes) throw FileRefusedException.TooLarge(limitBytes);
        if (packedBytes is { } packed && BytesRead > RatioCountsFromBytes && BytesRead > packed * HighestRatio)
            throw new FileRefusedException(
                $"The packed file unfolds into more than {HighestRatio} times its size; unpack it and look at it first.", 413, "too-large");
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Only the unpacking is ours; the file below it is read again.
        if (disposing && packedBytes is not null) content.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new FileRefusedException("The packed file (gzip) is damaged.");
        }
    }
}
