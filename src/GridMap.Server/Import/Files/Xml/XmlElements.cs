using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>
/// The elements of certain names in an XML file, one by one, in memory that one of them bounds. Document types are refused, and
/// nothing outside the file is ever fetched.
/// </summary>
internal sealed class XmlElements : IDisposable
{
    private const int DeepestNesting = 100;
    private const int MostCharacters = 4 << 20;
    private const int MostElements = 400_000;
    private readonly CountingStream _content;
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _place;
    private readonly char[] _chunk = new char[8_192];

    public XmlElements(ImportFile file)
    {
        _content = file.OpenContent();
        var text = new StreamReader(_content, file.Encoding, detectEncodingFromByteOrderMarks: false, 1 << 16);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNames(),
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        };
        _xml = XmlReader.Create(new BoundedTags(text), settings);
        _place = (IXmlLineInfo)_xml;
    }

    public long BytesRead => _content.BytesRead;

    /// <summary>Names of the elements passed by, of those asked about.</summary>
    public HashSet<string> Passed { get; } = new(StringComparer.Ordinal);

    /// <summary>The next element of one of these names, wherever it stands; null after the last.</summary>
    /// <param name="names">Local names.</param>
    /// <param name="notable">Names of elements to remember in <see cref="Passed"/>.</param>
    /// <exception cref="FileRefusedException">The XML is broken, or has a document type.</exception>
    public XmlFeature? Next(IReadOnlyCollection<string> names, IReadOnlyCollection<string> notable)
    {
        while (Read())
        {
            if (_xml.NodeType != XmlNodeType.Element) continue;
            if (names.Contains(_xml.LocalName)) return Take();
            if (notable.Contains(_xml.LocalName)) Passed.Add(_xml.LocalName);
        }

        return null;
    }

    public void Dispose()
    {
        _xml.Dispose();
        _content.Dispose();
    }

    // Built by hand, so that an element that is too large can be passed over to its end and told of.
    private XmlFeature Take()
    {
        var (line, depth) = (_place.LineNumber, _xml.Depth);
        var root = Element();
        var open = new Stack<XElement>([root]);
        var (characters, elements, isEmpty) = (0L, 0, _xml.IsEmptyElement);
        while (!isEmpty && Read() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            var isKept = characters <= MostCharacters && elements <= MostElements;
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    elements++;
                    if (isKept) Open(open);
                    break;
                case XmlNodeType.EndElement:
                    if (isKept && open.Count > 1) open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    characters += TakeText(isKept ? open.Peek() : null);
                    break;
            }
        }

        return new(line, root, characters > MostCharacters || elements > MostElements);
    }

    private void Open(Stack<XElement> open)
    {
        var isEmpty = _xml.IsEmptyElement;
        var element = Element();
        open.Peek().Add(element);
        if (!isEmpty) open.Push(element);
    }

    private XElement Element()
    {
        var element = new XElement(_xml.LocalName);
        while (_xml.MoveToNextAttribute())
            if (_xml.Prefix != "xmlns" && _xml.Name != "xmlns") element.SetAttributeValue(_xml.LocalName, _xml.Value);
        _xml.MoveToElement();
        return element;
    }

    private long TakeText(XElement? into)
    {
        // An element's text is one string, which every piece that is added would copy.
        var (taken, text) = (0L, new StringBuilder());
        for (int read; (read = Guard(() => _xml.ReadValueChunk(_chunk, 0, _chunk.Length))) > 0; taken += read)
            if (into is not null && taken <= MostCharacters) text.Append(_chunk, 0, read);
        if (text.Length > 0) into!.Add(text.ToString());
        return taken;
    }

    private bool Read()
    {
        if (!Guard(_xml.Read)) return false;
        return _xml.Depth <= DeepestNesting
            ? true
            : throw new FileRefusedException($"Line {_place.LineNumber}: the XML is nested more than {DeepestNesting} deep.");
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException broken) when (broken.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new FileRefusedException("The XML has a document type (DTD), which may fetch or blow up anything; take it out.");
        }
        catch (XmlException broken)
        {
            throw new FileRefusedException($"Line {broken.LineNumber}, column {broken.LinePosition}: the XML is broken: {broken.Message.Split(" Line ")[0]}");
        }
    }
}
