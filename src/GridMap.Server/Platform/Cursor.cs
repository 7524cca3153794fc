using System.Buffers.Text;
using System.Text;

namespace GridMap.Server.Platform;

/// <summary>
/// Where a page ended, as a text that means nothing to a caller: a page starts after a key, not after a count of rows,
/// so that rows added meanwhile shift nothing.
/// </summary>
internal static class Cursor
{
    /// <summary>The text for the last key of a page of this list.</summary>
    public static string Encode(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list} {key}"));

    /// <summary>The key within a text that <see cref="Encode"/> made for the same list; false for any other.</summary>
    public static bool TryDecode(string list, string text, out string key)
    {
        key = "";
        if (text.Length > 1000 || !Base64Url.IsValid(text)) return false;
        var decoded = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (!decoded.StartsWith(list + " ", StringComparison.Ordinal)) return false;
        key = decoded[(list.Length + 1)..];
        return !key.Contains('\0', StringComparison.Ordinal);
    }
}
