using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Export;

/// <summary>The rings and lines of a shape, in the direction a format wants.</summary>
internal static class Rings
{
    /// <summary>The polygon's rings, the shell first; holes run the other way.</summary>
    public static IEnumerable<CoordinateSequence> Of(Polygon polygon, bool isShellCounterClockwise)
    {
        yield return Turned(polygon.ExteriorRing, isShellCounterClockwise);
        foreach (var hole in polygon.InteriorRings) yield return Turned(hole, !isShellCounterClockwise);
    }

    /// <summary>The single shapes of a shape.</summary>
    public static IEnumerable<T> Parts<T>(Geometry shape)
        where T : Geometry => Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).Cast<T>();

    private static CoordinateSequence Turned(LineString ring, bool isCounterClockwise) =>
        Orientation.IsCCW(ring.CoordinateSequence) == isCounterClockwise ? ring.CoordinateSequence : ring.CoordinateSequence.Reversed();
}
