using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Whose part a unit grid is. Responsibility grids are composed of unit grids, also of those that name the community above as their parent.</summary>
internal static class UnitParents
{
    /// <summary>The shapes, each unit grid answering to the lowest area, from the one it names downward, that its inside lies in.</summary>
    public static List<GroundShape> Resolve(IReadOnlyList<GroundShape> shapes)
    {
        var parts = shapes.Where(shape => DivisionLevels.IsResponsible(shape.Area.Level) && shape.ParentCode is not null)
            .ToLookup(shape => shape.ParentCode!, StringComparer.Ordinal);
        return [.. shapes.AsParallel().AsOrdered().Select(shape => DivisionLevels.IsResponsible(shape.Area.Level) ? shape : Resolve(shape, parts))];
    }

    private static GroundShape Resolve(GroundShape unit, ILookup<string, GroundShape> parts)
    {
        if (unit.ParentCode is not { } code || !parts.Contains(code) || InteriorPoint.GetInteriorCoord(unit.Shape) is not { } at)
            return unit;
        // Depth rises with each step, so that areas which name each other as parents end it too.
        for (var depth = -1; parts[code].FirstOrDefault(part => part.Depth > depth && Holds(part.Shape, at)) is { } part; depth = part.Depth)
            code = part.Area.Code;
        return code == unit.ParentCode ? unit : unit with { ParentCode = code };
    }

    private static bool Holds(Geometry shape, Coordinate at) =>
        shape.EnvelopeInternal.Contains(at) && SimplePointInAreaLocator.Locate(at, shape) == Location.Interior;
}
