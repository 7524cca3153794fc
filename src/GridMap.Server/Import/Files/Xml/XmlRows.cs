using System.Globalization;
using System.Xml.Linq;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.Xml;

/// <summary>Rows out of an XML file whose features are elements; always WGS 84, as both KML and GPX are by their standards.</summary>
internal abstract class XmlRows(ImportFile file) : RowSource
{
    private const int MostColumnsRemembered = 300;
    private readonly XmlElements _xml = new(file);
    private readonly HashSet<string> _columnsMet = new(StringComparer.Ordinal);

    public override bool HasShapes => true;

    public override IReadOnlyCollection<string> ColumnsMet => _columnsMet;

    public override string? Crs => "EPSG:4326";

    public override string Place => "feature";

    public override long BytesRead => _xml.BytesRead;

    /// <summary>Local names of the elements that are features.</summary>
    protected abstract IReadOnlyCollection<string> Features { get; }

    /// <summary>Elements that hold something GridMap does not read.</summary>
    protected virtual IReadOnlyCollection<string> Unread => [];

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var positions = columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        var builder = new ShapeBuilder(crs);
        var count = 0;
        while (_xml.Next(Features, Unread) is { } feature)
        {
            count++;
            yield return Row(count, feature, positions, builder);
        }

        if (count == 0 && _xml.Passed is { Count: > 0 } passed)
            throw new FileRefusedException($"The file holds no features, only what GridMap does not read: {string.Join(", ", passed.Order(StringComparer.Ordinal))}.");
    }

    protected override void Dispose(bool disposing) => _xml.Dispose();

    /// <summary>The texts of a feature by column; the first of several counts.</summary>
    protected abstract IEnumerable<(string Column, string Text)> Texts(XElement feature);

    /// <summary>The geometry of a feature; null where it has none.</summary>
    /// <exception cref="FaultException">It cannot be built.</exception>
    protected abstract Geometry? Shape(XElement feature, ShapeBuilder builder);

    /// <summary>A number as XML has it.</summary>
    /// <exception cref="FaultException">It is none.</exception>
    protected static double Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FaultException($"A coordinate is '{(text.Length > 40 ? $"{text[..40]}…" : text.ToString())}', which is not a finite number.");

    private SourceRow Row(int number, XmlFeature feature, Dictionary<string, int> positions, ShapeBuilder builder)
    {
        var values = new string?[positions.Count];
        if (feature.IsTooLarge) return new(number, values, Fault: "The feature is larger than GridMap takes in one.");
        foreach (var (column, text) in Texts(feature.Element))
        {
            if (_columnsMet.Count < MostColumnsRemembered) _columnsMet.Add(column);
            if (positions.TryGetValue(column, out var at) && text.Trim() is { Length: > 0 } trimmed) values[at] ??= trimmed;
        }

        try
        {
            return new(number, values, Shape(feature.Element, builder));
        }
        catch (FaultException fault)
        {
            return new(number, values, Fault: fault.Message, FaultColumn: "geometry");
        }
    }
}
