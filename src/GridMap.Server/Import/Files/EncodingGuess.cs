using System.Text;

namespace GridMap.Server.Import.Files;

/// <summary>
/// Which of the Chinese encodings bytes are most likely in. Most of Big5 decodes as GB18030 and the other way round without
/// an error, into characters nobody uses, so what decodes has to look like what people write as well.
/// </summary>
internal sealed class EncodingGuess
{
    // Of the two-byte characters seen: shares below which a text is not plausible.
    private const double LeastCommon = 0.3;
    private const double MostLettersBehind = 0.7;
    private const double MostKana = 0.1;
    private int _pairs;
    private int _gb2312;
    private int _big5Common;
    private int _letterBehind;
    private int _kana;

    /// <summary>Takes a text, or a part of one, into account.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length - 1; at++)
        {
            if (text[at] < 0x81) continue;
            Count(text[at], text[at + 1]);
            at++;
        }
    }

    /// <summary>The likelier of those it decodes in; null where neither is plausible.</summary>
    /// <param name="isGb18030">Whether all of it decodes as GB18030.</param>
    /// <param name="isBig5">Whether all of it decodes as Big5-HKSCS.</param>
    public Encoding? Choose(bool isGb18030, bool isBig5)
    {
        if (_pairs == 0) return null;
        // A Latin letter with an accent stands between letters: its neighbour is one, nearly always.
        if ((double)_letterBehind / _pairs > MostLettersBehind || (double)_kana / _pairs > MostKana) return null;
        var (gb, big5) = ((double)_gb2312 / _pairs, (double)_big5Common / _pairs);
        if (isBig5 && big5 >= LeastCommon && (!isGb18030 || big5 > gb)) return TextEncodings.StrictBig5;
        return isGb18030 && gb >= LeastCommon ? TextEncodings.StrictGb18030 : null;
    }

    private void Count(byte lead, byte trail)
    {
        _pairs++;
        if (char.IsAsciiLetter((char)trail)) _letterBehind++;
        if (trail >= 0xA1 && lead is >= 0xA1 and <= 0xF7) _gb2312++;
        if (trail >= 0xA1 && lead is 0xA4 or 0xA5) _kana++;
        // Symbols and the first of Big5's two levels.
        if (lead is >= 0xA1 and <= 0xC6) _big5Common++;
    }
}
