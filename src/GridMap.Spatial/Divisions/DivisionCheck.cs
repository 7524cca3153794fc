using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Proves that a division covers its county: no gap, no overlap, nothing outside its parent, every code once, every grid led.</summary>
public static class DivisionCheck
{
    /// <summary>All defects of a division: those that keep it from being published first, then by kind, then the largest.</summary>
    /// <remarks>
    /// Invalid rings are told first of all; the rest is checked with their repaired copies, and without shapes that cannot be repaired.
    /// Parts of a county that do not touch are no defect.
    /// </remarks>
    /// <param name="areas">All areas of all levels.</param>
    /// <param name="boundary">The county's ground, EPSG:4326; null takes the union of the highest level.</param>
    /// <param name="tolerance">What passes.</param>
    /// <param name="progress">Told the part done, 0 to 1, never less than before.</param>
    /// <param name="ct">Stops the check.</param>
    /// <exception cref="OperationCanceledException">When <paramref name="ct"/> is cancelled.</exception>
    public static IReadOnlyList<DivisionDefect> Run(
        IReadOnlyList<DivisionArea> areas, Geometry? boundary, DivisionTolerance tolerance, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        var ground = Ground.Of(areas, boundary, ct);
        var defects = new DefectList(ground.Plane, tolerance);
        foreach (var defect in ground.InvalidRings.Concat(NamingRules.Defects(areas, ground.Plane)))
            defects.Add(defect);

        var levels = new CoverageRules(ground, defects, new(progress, 3 * ground.Shapes.Count), ct);
        levels.Check();
        progress?.Report(1);
        return defects.All();
    }
}
