namespace GridMap.Spatial.Divisions;

/// <summary>Names of towns and communities as lists and maps write them.</summary>
public static class DivisionNames
{
    // The longer first. What a body is called, and what its area is: 西街社区居民委员会, 西街社区居委会 and 西街社区 are one.
    private static readonly string[] Endings = ["人民政府", "街道办事处", "办事处", "居民委员会", "村民委员会", "居委会", "村委会", "委员会", "社区", "街道", "村"];

    /// <summary>Whether two names mean one town or community: the same but for width of characters, spaces, and what its body is called.</summary>
    public static bool AreSame(string one, string other) => Stem(one) == Stem(other);

    private static string Stem(string name)
    {
        var stem = string.Concat(name.Where(letter => !char.IsWhiteSpace(letter)).Select(Narrow));
        // Something is left of it, however it is called.
        while (Endings.FirstOrDefault(ending => stem.Length > ending.Length && stem.EndsWith(ending, StringComparison.Ordinal)) is { } last)
            stem = stem[..^last.Length];
        return stem;
    }

    // Digits, letters and brackets as wide as a Chinese character. Normalize knows them only with the data that invariant globalization leaves out.
    private static char Narrow(char letter) => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;
}
