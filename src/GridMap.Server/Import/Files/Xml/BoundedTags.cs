namespace GridMap.Server.Import.Files.Xml;

/// <summary>Text of an XML document, none of whose tags, comments or CDATA sections a reader would need much memory for.</summary>
internal sealed class BoundedTags(TextReader text) : TextReader
{
    private const int MostCharacters = 8 << 20;
    private int _inTag = -1;

    public override int Peek() => text.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = text.Read(buffer);
        var rest = buffer[..read];
        while (!rest.IsEmpty)
        {
            var next = rest.IndexOf(_inTag < 0 ? '<' : '>');
            if (_inTag >= 0 && (_inTag += next < 0 ? rest.Length : next) > MostCharacters)
                throw new FileRefusedException($"The XML has a tag, comment or CDATA section of more than {MostCharacters >> 20} million characters.");
            if (next < 0) break;
            _inTag = _inTag < 0 ? 0 : -1;
            rest = rest[(next + 1)..];
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) text.Dispose();
        base.Dispose(disposing);
    }
}
