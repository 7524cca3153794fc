using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files;

/// <summary>Builds geometries from well-known binary, of OGC and of PostGIS; Z and M are dropped.</summary>
/// <remarks>By hand: a hostile one nests collections until the stack ends, or promises more positions than there is memory for.</remarks>
internal sealed class WkbShapes(ShapeBuilder builder)
{
    private const uint HasZ = 0x8000_0000;
    private const uint HasM = 0x4000_0000;
    private const uint HasSrid = 0x2000_0000;

    /// <summary>Builds one geometry; null for an empty one.</summary>
    /// <param name="wkb">From its byte order on.</param>
    /// <exception cref="FaultException">It is damaged, or of a kind GridMap makes nothing of.</exception>
    public Geometry? Build(ReadOnlySpan<byte> wkb)
    {
        var reader = new Reader(wkb);
        return Build(ref reader);
    }

    private Geometry? Build(ref Reader reader)
    {
        var (type, ordinates) = Type(ref reader);
        return type switch
        {
            1 => Point(ref reader, ordinates),
            2 => ShapeBuilder.Line(Positions(ref reader, ordinates)) is { IsEmpty: false } line ? line : null,
            3 => Polygon(ref reader, ordinates),
            4 => MultiPoint(ref reader),
            5 => MultiLine(ref reader),
            6 => MultiPolygon(ref reader),
            7 => throw new FaultException("The geometry is a GeometryCollection, of which GridMap makes nothing."),
            >= 8 and <= 14 => throw new FaultException("The geometry has arcs (a curve), of which GridMap makes nothing; convert it to straight lines."),
            _ => throw new FaultException($"The geometry is of type {type}, of which GridMap makes nothing."),
        };
    }

    private Point? Point(ref Reader reader, int ordinates)
    {
        var (x, y) = reader.Position(ordinates);
        return double.IsNaN(x) && double.IsNaN(y) ? null : ShapeBuilder.Factory.CreatePoint(builder.Position(x, y));
    }

    private Polygon? Polygon(ref Reader reader, int ordinates)
    {
        var rings = new List<LinearRing>();
        for (var left = reader.Count(4); left > 0; left--) rings.Add(ShapeBuilder.Ring(Positions(ref reader, ordinates)));
        return rings is [var shell, .. var holes] ? ShapeBuilder.Factory.CreatePolygon(shell, [.. holes]) : null;
    }

    private Geometry MultiPoint(ref Reader reader)
    {
        var points = new List<Point>();
        for (var left = reader.Count(5); left > 0; left--)
            if (Point(ref reader, PartOf(ref reader, 1)) is { } point) points.Add(point);
        return ShapeBuilder.Points([.. points.Select(point => point.Coordinate)]);
    }

    private MultiLineString MultiLine(ref Reader reader)
    {
        var lines = new List<LineString>();
        for (var left = reader.Count(5); left > 0; left--) lines.Add(ShapeBuilder.Line(Positions(ref reader, PartOf(ref reader, 2))));
        return ShapeBuilder.Factory.CreateMultiLineString([.. lines]);
    }

    private MultiPolygon MultiPolygon(ref Reader reader)
    {
        var polygons = new List<Polygon>();
        for (var left = reader.Count(5); left > 0; left--)
            if (Polygon(ref reader, PartOf(ref reader, 3)) is { } polygon) polygons.Add(polygon);
        return ShapeBuilder.Factory.CreateMultiPolygon([.. polygons]);
    }

    private Coordinate[] Positions(ref Reader reader, int ordinates)
    {
        var count = reader.Count(ordinates * 8);
        ShapeBuilder.RequireFew(reader.Promised += count);
        var positions = new Coordinate[count];
        for (var at = 0; at < count; at++)
        {
            var (x, y) = reader.Position(ordinates);
            positions[at] = builder.Position(x, y);
        }

        return positions;
    }

    private static int PartOf(ref Reader reader, uint wanted)
    {
        var (type, ordinates) = Type(ref reader);
        return type == wanted ? ordinates : throw new FaultException("The geometry is damaged: a part of it is of another kind.");
    }

    // OGC adds 1000 for Z, 2000 for M; PostGIS sets high bits, and may put the number of the coordinate system behind.
    private static (uint Type, int Ordinates) Type(ref Reader reader)
    {
        reader.TakeByteOrder();
        var type = reader.Number();
        if ((type & HasSrid) != 0) reader.Number();
        var ordinates = 2 + ((type & HasZ) != 0 ? 1 : 0) + ((type & HasM) != 0 ? 1 : 0);
        type &= 0x0FFF_FFFF;
        return (type % 1000, ordinates + (type / 1000) switch { 0 => 0, 1 or 2 => 1, 3 => 2, _ => throw new FaultException($"The geometry is of type {type}, which there is not.") });
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;
        private bool _isBig;

        // Positions of all its parts so far.
        public long Promised { get; set; }

        public void TakeByteOrder() => _isBig = Take(1)[0] == 0;

        public uint Number()
        {
            var bytes = Take(4);
            return _isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }

        // Of things that each take so many bytes at least.
        public int Count(int leastBytes)
        {
            var count = Number();
            return count <= _rest.Length / leastBytes ? (int)count : throw new FaultException("The geometry is damaged: it is shorter than its positions.");
        }

        public (double X, double Y) Position(int ordinates)
        {
            var bytes = Take(ordinates * 8);
            return _isBig
                ? (BinaryPrimitives.ReadDoubleBigEndian(bytes), BinaryPrimitives.ReadDoubleBigEndian(bytes[8..]))
                : (BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]));
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length) throw new FaultException("The geometry is damaged: it is shorter than its positions.");
            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
