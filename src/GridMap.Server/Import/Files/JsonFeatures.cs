using System.Text.Json;

namespace GridMap.Server.Import.Files;

/// <summary>
/// The features of a GeoJSON file one by one, in memory that one feature bounds: of a FeatureCollection, or Features
/// written one after the other (newline-delimited).
/// </summary>
internal sealed class JsonFeatures(Stream content)
{
    private const int FirstBufferBytes = 1 << 18;
    private const int MostBytesOfAFeature = 64 << 20;
    private const int DeepestNesting = 64;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestNesting, AllowMultipleValues = true };

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _isMarkSkipped;
    private JsonReaderState _state = new(Options);
    // Lines before _start, and before the place where _state began to count.
    private int _lines;
    private int _stateLines;
    private Phase _phase = Phase.Root;

    private enum Phase
    {
        Root,
        InCollection,
        AfterCollection,
        Sequence,
        Done,
    }

    private enum Found
    {
        Feature,
        Progress,
        NeedsMore,
        End,
    }

    /// <summary>Name of the file's own coordinate system, once met.</summary>
    public string? Crs { get; private set; }

    /// <summary>Reads as far as the first feature, so that what stands before it is known.</summary>
    public void Open()
    {
        while (_phase == Phase.Root)
            if (Step(out _, out _) == Found.NeedsMore) Fill();
    }

    /// <summary>The next feature; false after the last.</summary>
    /// <param name="line">Line it starts on, from 1.</param>
    /// <param name="feature">Its JSON; good until the next call.</param>
    /// <exception cref="FileRefusedException">The JSON is broken there.</exception>
    public bool TryNext(out int line, out ReadOnlyMemory<byte> feature)
    {
        while (true)
        {
            switch (Step(out line, out feature))
            {
                case Found.Feature: return true;
                case Found.End: return false;
                case Found.NeedsMore: Fill(); break;
                case Found.Progress: break;
            }
        }
    }

    private Found Step(out int line, out ReadOnlyMemory<byte> feature)
    {
        (line, feature) = (0, default);
        try
        {
            return _phase switch
            {
                Phase.Root => ReadRoot(),
                Phase.InCollection => ReadFeature(out line, out feature),
                Phase.AfterCollection => ReadRest(),
                Phase.Sequence => ReadFeature(out line, out feature),
                _ => ReadAfterEnd(),
            };
        }
        catch (JsonException broken)
        {
            throw new FileRefusedException(
                $"Line {_stateLines + broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: the JSON is broken: {broken.Message.Split(" LineNumber:")[0]}");
        }
    }

    // Nothing is consumed before it is known whether the root is a collection or itself a feature.
    private Found ReadRoot()
    {
        if (!_isMarkSkipped) return Found.NeedsMore;
        SkipWhiteSpace();
        var json = Reader();
        if (!json.Read()) return Incomplete();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("features"u8))
                return EnterCollection(ref json);
            if (json.ValueTextEquals("geometry"u8) || json.ValueTextEquals("coordinates"u8))
                return EnterSequence();
            var isType = json.ValueTextEquals("type"u8);
            var isCrs = json.ValueTextEquals("crs"u8);
            if (!json.Read()) return Incomplete();
            if (isType && json.TokenType == JsonTokenType.String && json.ValueTextEquals("Feature"u8))
                return EnterSequence();
            var valueStart = _start + (int)json.TokenStartIndex;
            if (!json.TrySkip()) return Incomplete();
            if (isCrs) TakeCrs(_buffer.AsMemory(valueStart, _start + (int)json.BytesConsumed - valueStart));
        }

        return json.TokenType == JsonTokenType.EndObject
            ? throw new FileRefusedException($"Line {LineAt(_start)}: the JSON object has no \"features\"; GridMap reads a GeoJSON FeatureCollection.")
            : Incomplete();
    }

    private Found EnterCollection(ref Utf8JsonReader json)
    {
        if (!json.Read()) return Incomplete();
        if (json.TokenType != JsonTokenType.StartArray)
            throw new FileRefusedException($"Line {LineAt(_start + (int)json.TokenStartIndex)}: \"features\" is not an array.");
        Consume(ref json);
        _phase = Phase.InCollection;
        return Found.Progress;
    }

    private Found EnterSequence()
    {
        _phase = Phase.Sequence;
        return Found.Progress;
    }

    private Found ReadFeature(out int line, out ReadOnlyMemory<byte> feature)
    {
        (line, feature) = (0, default);
        if (_phase == Phase.Sequence && !BeginValue()) return _isAtEnd ? Found.End : Found.NeedsMore;
        var json = Reader();
        if (!json.Read()) return Incomplete();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            Consume(ref json);
            _phase = Phase.AfterCollection;
            return Found.Progress;
        }

        var at = _start + (int)json.TokenStartIndex;
        line = LineAt(at);
        if (json.TokenType != JsonTokenType.StartObject)
            throw new FileRefusedException($"Line {line}: a Feature was expected and something else stands there.");
        if (!json.TrySkip()) return Incomplete();
        feature = _buffer.AsMemory(at, _start + (int)json.BytesConsumed - at);
        Consume(ref json);
        return Found.Feature;
    }

    private Found ReadRest()
    {
        var json = Reader();
        if (!json.Read()) return Incomplete();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            Consume(ref json);
            _phase = Phase.Done;
            return Found.Progress;
        }

        var isCrs = json.ValueTextEquals("crs"u8);
        if (!json.Read()) return Incomplete();
        var valueStart = _start + (int)json.TokenStartIndex;
        if (!json.TrySkip()) return Incomplete();
        if (isCrs) TakeCrs(_buffer.AsMemory(valueStart, _start + (int)json.BytesConsumed - valueStart));
        Consume(ref json);
        return Found.Progress;
    }

    private Found ReadAfterEnd()
    {
        SkipWhiteSpace();
        if (_start < _end)
            throw new FileRefusedException($"Line {LineAt(_start)}: something stands after the end of the FeatureCollection.");
        return _isAtEnd ? Found.End : Found.NeedsMore;
    }

    // Each value of a sequence is read afresh, so that lines are counted from its start.
    private bool BeginValue()
    {
        SkipWhiteSpace();
        _state = new(Options);
        _stateLines = _lines;
        return _start < _end;
    }

    private void TakeCrs(ReadOnlyMemory<byte> json)
    {
        using var crs = JsonDocument.Parse(json);
        if (crs.RootElement.ValueKind == JsonValueKind.Null) return;
        Crs = crs.RootElement.ValueKind == JsonValueKind.Object
            && crs.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : throw new FileRefusedException("The file's \"crs\" names no coordinate system; name it in the mapping's \"crs\" and take it out of the file.");
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);

    private Found Incomplete() => _isAtEnd
        ? throw new FileRefusedException($"Line {LineAt(_end)}: the JSON ends before it is complete.")
        : Found.NeedsMore;

    private void Consume(ref Utf8JsonReader json)
    {
        var next = _start + (int)json.BytesConsumed;
        _lines += _buffer.AsSpan(_start, next - _start).Count((byte)'\n');
        _start = next;
        _state = json.CurrentState;
    }

    private void SkipWhiteSpace()
    {
        for (; _start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'; _start++)
            if (_buffer[_start] == '\n') _lines++;
        _stateLines = _lines;
    }

    private int LineAt(int place) => _lines + _buffer.AsSpan(_start, place - _start).Count((byte)'\n') + 1;

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Grow();
        var read = content.ReadAtLeast(_buffer.AsSpan(_end), 1, throwOnEndOfStream: false);
        _isAtEnd = read == 0;
        _end += read;
        if (!_isMarkSkipped) SkipMark();
    }

    private void SkipMark()
    {
        if (_end < 3 && !_isAtEnd) return;
        _isMarkSkipped = true;
        if (_buffer.AsSpan(0, _end) is [0xEF, 0xBB, 0xBF, ..]) _start = 3;
    }

    private void Grow()
    {
        if (_buffer.Length >= MostBytesOfAFeature)
            throw new FileRefusedException($"Line {LineAt(_start)}: the feature is larger than {MostBytesOfAFeature >> 20} MB.");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
