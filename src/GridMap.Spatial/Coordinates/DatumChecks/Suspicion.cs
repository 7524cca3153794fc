using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>One way in which data may have come to lie off.</summary>
/// <param name="Explanation">What happened and what to do, the end of a sentence.</param>
/// <param name="ChooseInstead">The system to choose instead; null when none would put it right.</param>
/// <param name="Undo">Moves a data position to where the reference would have it, degrees.</param>
/// <param name="Redo">Moves a reference position to where the data would have it, degrees.</param>
internal sealed record Suspicion(
    string Explanation, CoordinateSystem? ChooseInstead, Func<Coordinate, Coordinate> Undo, Func<Coordinate, Coordinate> Redo)
{
    /// <summary>That nothing is wrong.</summary>
    public static readonly Suspicion None = new("", null, at => at, at => at);

    /// <summary>What may be wrong with data read in a system.</summary>
    public static Suspicion[] Of(CoordinateSystem readAs) =>
        readAs == CoordinateSystems.Gcj02 || readAs == CoordinateSystems.Bd09 ? OfShifted(readAs) : OfPlain(readAs);

    private static Suspicion[] OfShifted(CoordinateSystem readAs) =>
    [
        .. new[] { CoordinateSystems.Wgs84, CoordinateSystems.Gcj02, CoordinateSystems.Bd09 }.Where(truth => truth != readAs).Select(truth => new Suspicion(
            $"as data in {truth.Name} do that are read as {readAs.Name}: choose {truth.Name}", truth,
            at => Through(readAs.FromWgs84, truth.ToWgs84, at), at => Through(truth.FromWgs84, readAs.ToWgs84, at))),
    ];

    private static Suspicion[] OfPlain(CoordinateSystem readAs) =>
    [
        TakenFor(CoordinateSystems.Gcj02, readAs),
        TakenFor(CoordinateSystems.Bd09, readAs),
        new("as data in BD-09 do that were converted as if they were GCJ-02: have the original and choose BD-09", null,
            at => Through(CoordinateSystems.Gcj02.FromWgs84, CoordinateSystems.Bd09.ToWgs84, at),
            at => Through(CoordinateSystems.Bd09.FromWgs84, CoordinateSystems.Gcj02.ToWgs84, at)),
        ReferenceIn(CoordinateSystems.Gcj02),
        ReferenceIn(CoordinateSystems.Bd09),
    ];

    private static Suspicion TakenFor(CoordinateSystem truth, CoordinateSystem readAs) => new(
        readAs.IsGeographic
            ? $"as data in {truth.Name} do that are read as {readAs.Name}: choose {truth.Name}"
            : $"as data do that were in {truth.Name} before they were projected: have them in degrees and choose {truth.Name}",
        readAs.IsGeographic ? truth : null,
        at => Moved(truth.ToWgs84, at), at => Moved(truth.FromWgs84, at));

    private static Suspicion ReferenceIn(CoordinateSystem system) => new(
        $"which is what {system.Name} would do to the reference: check in which system the county's own grids were imported", null,
        at => Moved(system.FromWgs84, at), at => Moved(system.ToWgs84, at));

    private static Coordinate Through(
        Func<double, double, (double, double)> first, Func<double, double, (double, double)> second, Coordinate at) => Moved(second, Moved(first, at));

    private static Coordinate Moved(Func<double, double, (double X, double Y)> move, Coordinate at)
    {
        var (x, y) = move(at.X, at.Y);
        return new Coordinate(x, y);
    }
}
