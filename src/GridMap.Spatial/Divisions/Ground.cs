using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace GridMap.Spatial.Divisions;

/// <summary>A division on the county's plane, its invalid shapes repaired or left out.</summary>
/// <param name="Plane">Around the middle of all areas.</param>
/// <param name="Shapes">Every area that has ground.</param>
/// <param name="Boundary">The county's ground in the plane; null when none was given or nothing could be made of it.</param>
/// <param name="InvalidRings">The shapes repaired and left out.</param>
internal sealed record Ground(LocalPlane Plane, List<GroundShape> Shapes, Geometry? Boundary, List<DivisionDefect> InvalidRings)
{
    public static Ground Of(IReadOnlyList<DivisionArea> areas, Geometry? boundary, CancellationToken ct)
    {
        var plane = new LocalPlane(Middle(areas, boundary));
        var shapes = new GroundShape?[areas.Count];
        var invalid = new DivisionDefect?[areas.Count];
        Parallel.For(0, areas.Count, new ParallelOptions { CancellationToken = ct }, at =>
        {
            invalid[at] = DefectOf(areas[at].Shape, areas[at].Code);
            if (Usable(areas[at].Shape, invalid[at] is null) is { } shape)
                shapes[at] = new(areas[at], plane.FromDegrees(shape));
        });

        var wrong = invalid.OfType<DivisionDefect>().ToList();
        if (boundary is null)
            return new(plane, [.. shapes.OfType<GroundShape>()], null, wrong);

        var defect = DefectOf(boundary, null);
        var usable = Usable(boundary, defect is null);
        return new(plane, [.. shapes.OfType<GroundShape>()], usable is null ? null : plane.FromDegrees(usable), defect is null ? wrong : [.. wrong, defect]);
    }

    private static Coordinate Middle(IReadOnlyList<DivisionArea> areas, Geometry? boundary)
    {
        var bounds = boundary?.EnvelopeInternal.Copy() ?? new();
        foreach (var area in areas)
            if (area.Shape.Coordinates.All(at => double.IsFinite(at.X) && double.IsFinite(at.Y)))
                bounds.ExpandToInclude(area.Shape.EnvelopeInternal);
        return bounds.IsNull || !double.IsFinite(bounds.Area) ? new(0, 0) : bounds.Centre;
    }

    private static DivisionDefect? DefectOf(Geometry shape, string? code)
    {
        if (shape is IPolygonal && !shape.IsEmpty && shape.Coordinates.All(GeometryCheckAccepts) && new IsValidOp(shape).IsValid)
            return null;

        var place = shape is IPolygonal && GeometryCheck.FirstDefect(shape)?.Place is { } at && double.IsFinite(at.X + at.Y) ? at : FirstFinite(shape);
        return new(DivisionDefectKind.InvalidRing, code is null ? [] : [code], place.X, place.Y, 0, 0, false, FirstFinite(shape) is { X: 0, Y: 0 } ? null : shape);
    }

    private static bool GeometryCheckAccepts(Coordinate at) => GeometryCheck.FirstDefect(at.X, at.Y) is null;

    private static Coordinate FirstFinite(Geometry shape) =>
        Array.Find(shape.Coordinates, at => double.IsFinite(at.X) && double.IsFinite(at.Y)) ?? new(0, 0);

    private static Geometry? Usable(Geometry shape, bool isValid)
    {
        if (isValid)
            return shape;
        return shape is IPolygonal && !shape.IsEmpty && shape.Coordinates.All(GeometryCheckAccepts) ? GeometryCheck.Repair(shape) : null;
    }
}
