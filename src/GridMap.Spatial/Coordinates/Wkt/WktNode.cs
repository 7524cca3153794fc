using System.Globalization;
using System.Text;

namespace GridMap.Spatial.Coordinates.Wkt;

/// <summary>One bracketed term of well-known text, <c>KEYWORD["name",1,INNER[…]]</c>.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Values">Texts and numbers inside, as written, in their order.</param>
/// <param name="Nodes">Terms inside, in their order.</param>
internal sealed record WktNode(string Keyword, IReadOnlyList<string> Values, IReadOnlyList<WktNode> Nodes)
{
    /// <summary>The first value, which is the name of nearly every term; empty when there is none.</summary>
    public string Name => Values.Count > 0 ? Values[0] : "";

    /// <summary>The first term with that keyword.</summary>
    public WktNode? Find(params ReadOnlySpan<string> keywords)
    {
        foreach (var node in Nodes)
        {
            if (keywords.Contains(node.Keyword))
                return node;
        }

        return null;
    }

    /// <summary>A value as a number; null when it is missing or none.</summary>
    public double? Number(int at) =>
        at < Values.Count && double.TryParse(Values[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The EPSG number of an AUTHORITY or ID term inside; null without.</summary>
    public int? EpsgNumber() =>
        Find("AUTHORITY", "ID") is { Values.Count: > 1 } authority
        && authority.Name.Equals("EPSG", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(authority.Values[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Reads a text; null when it is not well-known text.</summary>
    public static WktNode? Parse(string text)
    {
        var reader = new Reader(text);
        return reader.Term(depth: 0) is { } term && reader.IsAtEnd ? term : null;
    }

    private sealed class Reader(string text)
    {
        private const int DeepestNesting = 32;
        private int _at;

        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return _at >= text.Length;
            }
        }

        private char Next => _at < text.Length ? text[_at] : '\0';

        public WktNode? Term(int depth)
        {
            var keyword = Word();
            SkipBlanks();
            return keyword.Length > 0 && Next is '[' or '(' && depth < DeepestNesting ? Inside(keyword.ToUpperInvariant(), depth) : null;
        }

        private WktNode? Inside(string keyword, int depth)
        {
            var (values, nodes) = (new List<string>(), new List<WktNode>());
            do
            {
                _at++;
                if (!Item(values, nodes, depth))
                    return null;
                SkipBlanks();
            }
            while (Next == ',');

            return Next is ']' or ')' && ++_at > 0 ? new WktNode(keyword, values, nodes) : null;
        }

        private bool Item(List<string> values, List<WktNode> nodes, int depth)
        {
            SkipBlanks();
            if (Next == '"')
                return Quoted(values);
            var start = _at;
            var word = Word();
            SkipBlanks();
            if (Next is not ('[' or '('))
            {
                values.Add(word);
                return word.Length > 0;
            }

            _at = start;
            if (Term(depth + 1) is not { } node)
                return false;
            nodes.Add(node);
            return true;
        }

        private string Word()
        {
            SkipBlanks();
            var start = _at;
            while (char.IsLetterOrDigit(Next) || Next is '_' or '.' or '+' or '-')
                _at++;
            return text[start.._at];
        }

        // A quote inside a text is written twice.
        private bool Quoted(List<string> values)
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] != '"')
                    value.Append(text[_at]);
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                    value.Append(text[_at++]);
                else
                {
                    _at++;
                    values.Add(value.ToString());
                    return true;
                }
            }

            return false;
        }

        private void SkipBlanks()
        {
            while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] is '\0' or '\uFEFF'))
                _at++;
        }
    }
}
