using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>The rules of a division that need no geometry: codes, parents, lead units.</summary>
internal static class NamingRules
{
    public static IEnumerable<DivisionDefect> Defects(IReadOnlyList<DivisionArea> areas, LocalPlane plane)
    {
        var byCode = areas.ToLookup(area => area.Code, StringComparer.Ordinal);
        var twice = byCode.Where(same => same.Skip(1).Any()).Select(same => Defect(DivisionDefectKind.DuplicateCode, same.ElementAt(1), plane));
        var orphans = areas.Where(area => area.ParentCode is { } parent && !byCode[parent].Any(other => IsAbove(other, area)))
            .Select(area => Defect(DivisionDefectKind.MissingParent, area, plane, area.ParentCode!));
        var unled = areas.Where(area => area.Level == DivisionLevels.Responsibility && string.IsNullOrWhiteSpace(area.LeadUnitCode))
            .Select(area => Defect(DivisionDefectKind.MissingLead, area, plane));
        return twice.Concat(orphans).Concat(unled);
    }

    public static bool IsAbove(DivisionArea parent, DivisionArea child) => DivisionLevels.Depth(parent.Level) < DivisionLevels.Depth(child.Level);

    /// <summary>A defect of an area as a whole.</summary>
    public static DivisionDefect Defect(DivisionDefectKind kind, DivisionArea area, LocalPlane plane, params string[] others)
    {
        var at = PointIn(area.Shape, plane);
        return new(kind, [.. others.Prepend(area.Code).Distinct().Order(StringComparer.Ordinal)], at.X, at.Y, 0, 0, false, area.Shape);
    }

    // In the plane, where small shapes far from the origin lose nothing; shapes without a sound inside give one of their vertices.
    private static Coordinate PointIn(Geometry shape, LocalPlane plane)
    {
        if (shape.IsEmpty)
            return new(0, 0);
        if (shape is IPolygonal && shape.IsValid)
            return plane.ToDegrees(plane.FromDegrees(shape).InteriorPoint.Coordinate);
        return shape.Coordinate;
    }
}
