using NetTopologySuite.Geometries;
using NetTopologySuite.Shape.Fractal;

namespace GridMap.Spatial.Divisions;

/// <summary>An order in which the children of a parent follow each other, and neighbours mostly do.</summary>
internal static class ShapeOrder
{
    private const int Order = 15;

    public static List<GroundShape> ByParentAndPlace(IEnumerable<GroundShape> shapes)
    {
        var all = shapes.ToList();
        var world = Bounds(all);
        return [.. all.GroupBy(shape => shape.ParentCode)
            .OrderBy(family => Place(Bounds(family), world)).ThenBy(family => family.Key, StringComparer.Ordinal)
            .SelectMany(family => family.OrderBy(shape => Place(shape.Shape.EnvelopeInternal, world)))];
    }

    private static Envelope Bounds(IEnumerable<GroundShape> shapes)
    {
        var bounds = new Envelope();
        foreach (var shape in shapes)
            bounds.ExpandToInclude(shape.Shape.EnvelopeInternal);
        return bounds;
    }

    private static int Place(Envelope shape, Envelope world)
    {
        var (largest, side) = (HilbertCode.MaxOrdinate(Order), Math.Max(Math.Max(world.Width, world.Height), double.Epsilon));
        var (x, y) = ((shape.Centre.X - world.MinX) / side * largest, (shape.Centre.Y - world.MinY) / side * largest);
        return HilbertCode.Encode(Order, (int)Math.Clamp(x, 0, largest), (int)Math.Clamp(y, 0, largest));
    }
}
