using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>Builds a geometry from the content of a .shp's record.</summary>
internal sealed class ShpShapes(ShapeBuilder builder)
{
    private const int PointBytes = 16;
    private const int BoxBytes = 32;

    /// <summary>Builds one geometry; null for a null shape.</summary>
    /// <exception cref="FaultException">The record is damaged, or its geometry cannot be built.</exception>
    public Geometry? Build(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record) switch
    {
        0 => null,
        1 or 11 or 21 => Point(record[4..]),
        8 or 18 or 28 => MultiPoint(record[4..]),
        3 or 13 or 23 => Lines(record[4..]),
        5 or 15 or 25 => Polygons(record[4..]),
        31 => throw new FaultException("The geometry is a MultiPatch (a body in space), of which GridMap makes nothing."),
        var type => throw new FaultException($"The geometry is of type {type}, which shapefiles do not have."),
    };

    private Point Point(ReadOnlySpan<byte> content)
    {
        Require(content, PointBytes);
        return ShapeBuilder.Factory.CreatePoint(Position(content));
    }

    private Geometry MultiPoint(ReadOnlySpan<byte> content)
    {
        Require(content, BoxBytes + 4);
        var count = Count(content[BoxBytes..]);
        ShapeBuilder.RequireFew(count);
        var positions = Positions(content[(BoxBytes + 4)..], count);
        return ShapeBuilder.Points(positions);
    }

    private Geometry? Lines(ReadOnlySpan<byte> content)
    {
        var lines = new List<LineString>();
        foreach (var part in Parts(content)) lines.Add(ShapeBuilder.Line(part));
        return lines is [] ? null : ShapeBuilder.Lines(lines);
    }

    private Geometry? Polygons(ReadOnlySpan<byte> content)
    {
        var rings = new List<LinearRing>();
        foreach (var part in Parts(content)) rings.Add(ShapeBuilder.Ring(part));
        return rings is [] ? null : ShapeBuilder.Polygons(rings);
    }

    private List<Coordinate[]> Parts(ReadOnlySpan<byte> content)
    {
        Require(content, BoxBytes + 8);
        var (partCount, pointCount) = (Count(content[BoxBytes..]), Count(content[(BoxBytes + 4)..]));
        ShapeBuilder.RequireFew(pointCount);
        if (partCount > pointCount) throw new FaultException($"The record is damaged: it has {partCount} parts and {pointCount} positions.");
        var starts = content[(BoxBytes + 8)..];
        var points = (long)partCount * 4;
        Require(starts, points);
        var positions = Positions(starts[(int)points..], pointCount);
        var parts = new List<Coordinate[]>(partCount);
        for (var part = 0; part < partCount; part++)
        {
            var from = Count(starts[(part * 4)..]);
            var to = part + 1 < partCount ? Count(starts[((part + 1) * 4)..]) : pointCount;
            if (from > to || to > pointCount) throw new FaultException($"The record is damaged: its part {part + 1} begins after it ends.");
            parts.Add(positions[from..to]);
        }

        return parts;
    }

    private Coordinate[] Positions(ReadOnlySpan<byte> points, int count)
    {
        Require(points, (long)count * PointBytes);
        var positions = new Coordinate[count];
        for (var at = 0; at < count; at++) positions[at] = Position(points[(at * PointBytes)..]);
        return positions;
    }

    private Coordinate Position(ReadOnlySpan<byte> point) =>
        builder.Position(BinaryPrimitives.ReadDoubleLittleEndian(point), BinaryPrimitives.ReadDoubleLittleEndian(point[8..]));

    private static int Count(ReadOnlySpan<byte> number) => BinaryPrimitives.ReadInt32LittleEndian(number) is >= 0 and var count
        ? count
        : throw new FaultException("The record is damaged: it counts fewer than no positions.");

    private static void Require(ReadOnlySpan<byte> content, long bytes)
    {
        if (content.Length < bytes) throw new FaultException("The record is damaged: it is shorter than its positions.");
    }
}
