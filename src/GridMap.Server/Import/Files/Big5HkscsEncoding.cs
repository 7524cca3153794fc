using System.Text;

namespace GridMap.Server.Import.Files;

/// <summary>Big5 with Hong Kong's supplementary characters, for reading; .NET's own Big5 gives those as characters of nobody's.</summary>
/// <remarks>Throws at bytes that stand for nothing.</remarks>
internal sealed class Big5HkscsEncoding : Encoding
{
    private const int TrailsBelow = 0x7F - 0x40;
    private const int Trails = TrailsBelow + 0xFF - 0xA1;
    private const int FirstLead = 0x81;
    private static readonly Lazy<string?[]> Table = new(Load);

    public override string WebName => "big5-hkscs";

    public override string EncodingName => "Big5-HKSCS";

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException("Big5-HKSCS is only read.");

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException("Big5-HKSCS is only read.");

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException("Big5-HKSCS is only read.");

    // Two bytes make two characters at most.
    public override int GetMaxCharCount(int byteCount) => byteCount + 2;

    public override int GetCharCount(byte[] bytes, int index, int count) => new State().Decode(bytes.AsSpan(index, count), [], isCounted: true, isEnd: true);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        new State().Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), isCounted: false, isEnd: true);

    public override Decoder GetDecoder() => new State();

    private static string?[] Load()
    {
        using var resource = typeof(Big5HkscsEncoding).Assembly.GetManifestResourceStream("Import/Files/big5-hkscs.txt")!;
        using var text = new StreamReader(resource, UTF8);
        var table = new string?[(0xFF - FirstLead) * Trails];
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            var start = (System.Convert.ToInt32(cells[0], 16) - FirstLead) * Trails;
            for (var at = 1; at < cells.Length; at++) table[start + at - 1] = cells[at].Length > 0 ? cells[at] : null;
        }

        return table;
    }

    private sealed class State : Decoder
    {
        private byte _lead;

        public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes, index, count, flush: false);

        public override int GetCharCount(byte[] bytes, int index, int count, bool flush) =>
            new State { _lead = _lead }.Decode(bytes.AsSpan(index, count), [], isCounted: true, isEnd: flush);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
            Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), isCounted: false, isEnd: flush);

        public override void Reset() => _lead = 0;

        public int Decode(ReadOnlySpan<byte> bytes, Span<char> chars, bool isCounted, bool isEnd)
        {
            var written = 0;
            foreach (var next in bytes)
            {
                if (_lead == 0 && next < 0x80) Put([(char)next], chars, ref written, isCounted);
                else if (_lead == 0) _lead = next;
                else
                {
                    Put(Character(_lead, next), chars, ref written, isCounted);
                    _lead = 0;
                }
            }

            return isEnd && _lead != 0 ? throw Unknown(_lead) : written;
        }

        private static void Put(ReadOnlySpan<char> text, Span<char> chars, ref int written, bool isCounted)
        {
            if (!isCounted) text.CopyTo(chars[written..]);
            written += text.Length;
        }

        private static string Character(byte lead, byte trail)
        {
            var at = trail switch { >= 0x40 and < 0x7F => trail - 0x40, >= 0xA1 and < 0xFF => TrailsBelow + trail - 0xA1, _ => -1 };
            return (lead >= FirstLead && lead < 0xFF && at >= 0 ? Table.Value[((lead - FirstLead) * Trails) + at] : null) ?? throw Unknown(lead, trail);
        }

        private static DecoderFallbackException Unknown(params byte[] bytes) =>
            new($"The bytes {System.Convert.ToHexString(bytes)} stand for nothing in Big5-HKSCS.", bytes, 0);
    }
}
