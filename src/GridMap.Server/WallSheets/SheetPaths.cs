using NetTopologySuite.Geometries;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Shapes as Skia draws them.</summary>
internal static class SheetPaths
{
    /// <summary>Vertices that lie nearer than this to the one before are left out: a thirtieth of a millimetre.</summary>
    public const double Finest = 0.1;

    /// <summary>An area with its holes.</summary>
    /// <param name="shape">Polygons; whatever else is in it is left out.</param>
    /// <param name="finest">Vertices that lie nearer to the one before are left out.</param>
    public static SKPath Area(Geometry shape, double finest = Finest)
    {
        using var path = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        foreach (var polygon in Parts<Polygon>(shape))
        {
            Add(path, polygon.ExteriorRing, finest, close: true);
            foreach (var hole in polygon.InteriorRings) Add(path, hole, finest, close: true);
        }

        return path.Detach();
    }

    /// <summary>Lines.</summary>
    public static SKPath Lines(IEnumerable<Geometry> shapes, double finest = Finest)
    {
        using var path = new SKPathBuilder();
        foreach (var shape in shapes)
            foreach (var line in Parts<LineString>(shape)) Add(path, line, finest, close: false);
        return path.Detach();
    }

    /// <summary>What a shape is made of.</summary>
    public static IEnumerable<T> Parts<T>(Geometry shape)
        where T : Geometry
    {
        for (var part = 0; part < shape.NumGeometries; part++)
            if (shape.GetGeometryN(part) is T { IsEmpty: false } one) yield return one;
    }

    private static void Add(SKPathBuilder path, LineString line, double finest, bool close)
    {
        var points = line.CoordinateSequence;
        var (x, y) = (points.GetX(0), points.GetY(0));
        path.MoveTo((float)x, (float)y);
        for (var at = 1; at < points.Count; at++)
        {
            var (toX, toY) = (points.GetX(at), points.GetY(at));
            var isLast = at == points.Count - 1;
            if (isLast && close) break;
            if (!isLast && Math.Abs(toX - x) + Math.Abs(toY - y) < finest) continue;
            path.LineTo((float)toX, (float)toY);
            (x, y) = (toX, toY);
        }

        if (close) path.Close();
    }
}
