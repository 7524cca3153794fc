using System.Text;

namespace GridMap.Server.Tests.Tiles;

/// <summary>A feature of a vector tile: its layer, id, properties, and for points where it lies in tile units.</summary>
internal sealed record TileFeature(
    string Layer, ulong? Id, IReadOnlyDictionary<string, object> Properties, int GeometryType, (int X, int Y)? Point)
{
    /// <summary>Whether the point is the tile's own, and not one of a neighbour's in its margin.</summary>
    public bool IsInside => Point is { X: >= 0 and < 4096, Y: >= 0 and < 4096 };
}

/// <summary>Reads vector tiles (MVT 2.1) by the specification, as far as the tests look.</summary>
internal static class MvtReader
{
    public static List<TileFeature> Read(byte[] tile)
    {
        var features = new List<TileFeature>();
        foreach (var (field, layer) in Fields(tile))
            if (field == 3) features.AddRange(ReadLayer((ReadOnlyMemory<byte>)layer));
        return features;
    }

    private static List<TileFeature> ReadLayer(ReadOnlyMemory<byte> layer)
    {
        var fields = Fields(layer).ToList();
        Assert.Contains(fields, one => one is { Field: 15, Value: 2UL });
        Assert.Contains(fields, one => one is { Field: 5, Value: 4096UL });
        var name = Text(fields.Single(one => one.Field == 1).Value);
        var keys = fields.Where(one => one.Field == 3).Select(one => Text(one.Value)).ToList();
        var values = fields.Where(one => one.Field == 4).Select(one => ReadValue((ReadOnlyMemory<byte>)one.Value)).ToList();
        return [.. fields.Where(one => one.Field == 2).Select(one => ReadFeature((ReadOnlyMemory<byte>)one.Value, name, keys, values))];
    }

    private static TileFeature ReadFeature(ReadOnlyMemory<byte> feature, string layer, List<string> keys, List<object> values)
    {
        ulong? id = null;
        var type = 0;
        (int, int)? point = null;
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (field, value) in Fields(feature))
        {
            if (field == 1) id = (ulong)value;
            else if (field == 2) foreach (var pair in Packed(value).Chunk(2)) properties[keys[(int)pair[0]]] = values[(int)pair[1]];
            else if (field == 3) type = (int)(ulong)value;
            else if (field == 4 && Packed(value) is [9, var x, var y]) point = (ZigZag(x), ZigZag(y));
        }
        return new TileFeature(layer, id, properties, type, point);
    }

    private static object ReadValue(ReadOnlyMemory<byte> value)
    {
        var (field, content) = Fields(value).Single();
        return field switch
        {
            1 => Text(content),
            2 => (double)BitConverter.UInt32BitsToSingle((uint)(ulong)content),
            3 => BitConverter.UInt64BitsToDouble((ulong)content),
            4 or 5 => (long)(ulong)content,
            6 => (long)((ulong)content >> 1) ^ -(long)((ulong)content & 1),
            7 => (ulong)content != 0,
            _ => throw new InvalidDataException($"A value of kind {field} is not in the specification."),
        };
    }

    // Protocol buffers: every field is a number and a varint, fixed number or run of bytes.
    private static IEnumerable<(int Field, object Value)> Fields(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message, ref at);
            yield return ((int)(key >> 3), (key & 7) switch
            {
                0 => Varint(message, ref at),
                1 => Fixed(message, ref at, 8),
                2 => Run(message, ref at),
                5 => Fixed(message, ref at, 4),
                var wire => throw new InvalidDataException($"Wire type {wire}."),
            });
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[at++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
    }

    private static ulong Fixed(ReadOnlyMemory<byte> message, ref int at, int bytes)
    {
        ulong number = 0;
        for (var i = 0; i < bytes; i++) number |= (ulong)message.Span[at++] << (8 * i);
        return number;
    }

    private static ReadOnlyMemory<byte> Run(ReadOnlyMemory<byte> message, ref int at)
    {
        var length = (int)Varint(message, ref at);
        at += length;
        return message.Slice(at - length, length);
    }

    private static List<ulong> Packed(object value)
    {
        var bytes = (ReadOnlyMemory<byte>)value;
        var numbers = new List<ulong>();
        for (var at = 0; at < bytes.Length;) numbers.Add(Varint(bytes, ref at));
        return numbers;
    }

    private static string Text(object value) => Encoding.UTF8.GetString(((ReadOnlyMemory<byte>)value).Span);

    private static int ZigZag(ulong value) => (int)(value >> 1) ^ -(int)(value & 1);
}
