using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GridMap.Spatial.Divisions;

/// <summary>Overlays of ground: OverlayNG, with the lines and points left out that touching borders give.</summary>
/// <remarks>What OverlayNG cannot do in floating point it does again with vertices snapped, by less than a micrometre.</remarks>
internal static class PlaneOverlay
{
    public static Geometry Union(Geometry one, Geometry other) => OnlyGround(OverlayNGRobust.Overlay(one, other, SpatialFunction.Union));

    public static Geometry Intersection(Geometry one, Geometry other) => OnlyGround(OverlayNGRobust.Overlay(one, other, SpatialFunction.Intersection));

    public static Geometry Difference(Geometry whole, Geometry part) => OnlyGround(OverlayNGRobust.Overlay(whole, part, SpatialFunction.Difference));

    /// <summary>The difference; nothing, and at once, where both are the same vertex by vertex.</summary>
    public static Geometry DifferenceUnlessSame(Geometry whole, Geometry part) =>
        whole.NumPoints == part.NumPoints && whole.Normalized().EqualsExact(part.Normalized())
            ? whole.Factory.CreatePolygon()
            : Difference(whole, part);

    private static Geometry OnlyGround(Geometry result) =>
        result is IPolygonal ? result : result.Factory.BuildGeometry(PolygonExtracter.GetPolygons(result)) is { IsEmpty: false } ground ? ground : result.Factory.CreatePolygon();
}
