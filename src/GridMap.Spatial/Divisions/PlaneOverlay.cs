using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Precision;

namespace GridMap.Spatial.Divisions;

/// <summary>Overlays of ground: OverlayNG, with the lines and points left out that touching borders give.</summary>
/// <remarks>
/// What OverlayNG cannot do in floating point it does again with vertices snapped, by less than a micrometre. Snapping can leave a
/// splinter on itself, which the next overlay refuses: it is mended then, and crossings go to a lattice of micrometres.
/// </remarks>
internal static class PlaneOverlay
{
    private static readonly PrecisionModel Micrometres = new(1e6);

    /// <summary>The union. Polygons beyond the other's box are passed by: an overlay takes ten times the memory of what it is given.</summary>
    public static Geometry Union(Geometry one, Geometry other)
    {
        var (near, apart) = Split(one, other.EnvelopeInternal);
        var (otherNear, otherApart) = Split(other, one.EnvelopeInternal);
        if (apart.Count + otherApart.Count == 0 && near.Count > 0 && otherNear.Count > 0)
            return Overlay(one, other, SpatialFunction.Union);
        var joined = near.Count == 0 || otherNear.Count == 0
            ? [.. near, .. otherNear]
            : PolygonExtracter.GetPolygons(Overlay(one.Factory.BuildGeometry(near), one.Factory.BuildGeometry(otherNear), SpatialFunction.Union));
        return OnlyGround(one.Factory.BuildGeometry([.. apart, .. otherApart, .. joined]));
    }

    public static Geometry Intersection(Geometry one, Geometry other) => Overlay(one, other, SpatialFunction.Intersection);

    public static Geometry Difference(Geometry whole, Geometry part) => Overlay(whole, part, SpatialFunction.Difference);

    /// <summary>The difference; nothing, and at once, where both are the same vertex by vertex.</summary>
    public static Geometry DifferenceUnlessSame(Geometry whole, Geometry part) =>
        whole.NumPoints == part.NumPoints && whole.Normalized().EqualsExact(part.Normalized())
            ? whole.Factory.CreatePolygon()
            : Difference(whole, part);

    private static (List<Geometry> Near, List<Geometry> Apart) Split(Geometry shape, Envelope other)
    {
        var polygons = PolygonExtracter.GetPolygons(shape).ToLookup(polygon => polygon.EnvelopeInternal.Intersects(other));
        return ([.. polygons[true]], [.. polygons[false]]);
    }

    private static Geometry Overlay(Geometry one, Geometry other, SpatialFunction operation)
    {
        try
        {
            return OnlyGround(OverlayNGRobust.Overlay(one, other, operation));
        }
        catch (TopologyException)
        {
            return OnlyGround(OverlayNG.Overlay(Mended(one), Mended(other), operation, Micrometres));
        }
    }

    // First to the lattice, then as a buffer of nothing, which is valid whatever it is made of. But it drops what is wound the wrong
    // way, so that its area is compared.
    private static Geometry Mended(Geometry shape)
    {
        var snapped = GeometryPrecisionReducer.ReducePointwise(shape, Micrometres);
        var buffered = snapped.Buffer(0);
        return Math.Abs(buffered.Area - snapped.Area) <= 1e-6 * snapped.Area ? buffered : GeometryFixer.Fix(snapped);
    }

    private static Geometry OnlyGround(Geometry result) =>
        result is IPolygonal ? result : result.Factory.BuildGeometry(PolygonExtracter.GetPolygons(result)) is { IsEmpty: false } ground ? ground : result.Factory.CreatePolygon();
}
