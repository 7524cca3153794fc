using System.Xml;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>The names of a document, of which a hostile one could have millions.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int MostNames = 50_000;
    private int _count;

    public override string Add(string key)
    {
        Count(Get(key));
        return base.Add(key);
    }

    public override string Add(char[] key, int start, int len)
    {
        if (len > 0) Count(Get(key, start, len));
        return base.Add(key, start, len);
    }

    private void Count(string? known)
    {
        if (known is null && ++_count > MostNames)
            throw new FileRefusedException($"The XML has more than {MostNames:N0} different names of elements and attributes.");
    }
}
