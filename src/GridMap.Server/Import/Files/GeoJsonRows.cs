using System.Text;
using System.Text.Json;
using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Files;

/// <summary>The features of a GeoJSON file: properties as texts, geometry in WGS 84.</summary>
internal sealed class GeoJsonRows : RowSource
{
    private const int MostColumnsRemembered = 300;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };
    private readonly CountingStream _content;
    private readonly Stream _utf8;
    private readonly JsonFeatures _features;
    private readonly HashSet<string> _columnsMet = new(StringComparer.Ordinal);

    public GeoJsonRows(ImportFile file)
    {
        _content = file.OpenContent();
        _utf8 = file.Encoding == TextEncodings.StrictUtf8
            ? _content
            : Encoding.CreateTranscodingStream(_content, file.Encoding, Encoding.UTF8);
        _features = new(_utf8);
        _features.Open();
    }

    public override IReadOnlyCollection<string> ColumnsMet => _columnsMet;

    public override bool HasShapes => true;

    public override string? Crs => _features.Crs;

    public override string Place => "feature";

    public override long BytesRead => _content.BytesRead;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var shapes = new GeoJsonShapes(crs);
        var positions = columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        var crsBefore = Crs;
        // Many programs write all features on one line: their lines would tell them apart for nobody.
        for (var number = 1; _features.TryNext(out _, out var json); number++)
            yield return Row(number, json, positions, shapes);
        if (Crs != crsBefore)
            throw new FileRefusedException("The file names its coordinate system after its features; name it in the mapping's \"crs\" and take it out of the file.");
    }

    protected override void Dispose(bool disposing)
    {
        _utf8.Dispose();
        _content.Dispose();
    }

    private SourceRow Row(int number, ReadOnlyMemory<byte> json, Dictionary<string, int> positions, GeoJsonShapes shapes)
    {
        var values = new string?[positions.Count];
        using var document = JsonDocument.Parse(json, Options);
        var feature = document.RootElement;
        if (!feature.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("Feature"u8))
            return new(number, values, Fault: $"The object is {Described(feature)} and not a Feature, so that nothing says what it stands for.");
        try
        {
            TakeProperties(feature, positions, values);
        }
        catch (InvalidOperationException)
        {
            return new(number, values, Fault: "A text holds half a character (an unpaired surrogate).");
        }

        var shape = shapes.Build(feature.TryGetProperty("geometry", out var geometry) ? geometry : default, out var fault);
        return new(number, values, shape, fault, fault is null ? null : "geometry");
    }

    private static string Described(JsonElement json) =>
        json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is { Length: > 0 and <= 30 } name
            ? $"a {name}"
            : "without a type";

    private void TakeProperties(JsonElement feature, Dictionary<string, int> positions, string?[] values)
    {
        if (feature.TryGetProperty("id", out var id)) Take("id", id, positions, values);
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return;
        foreach (var property in properties.EnumerateObject())
            Take(property.Name, property.Value, positions, values);
    }

    private void Take(string name, JsonElement value, Dictionary<string, int> positions, string?[] values)
    {
        if (_columnsMet.Count < MostColumnsRemembered) _columnsMet.Add(name);
        if (positions.TryGetValue(name, out var at)) values[at] = Text(value);
    }

    private static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };
        return text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
