using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using GridMap.Spatial.Coordinates.LocalGrids;

namespace GridMap.Spatial.Coordinates;

/// <summary>Ties a local grid, such as a town's own, to the ground by control points known in both.</summary>
public static partial class LocalGrid
{
    // Two points nearer than this fix no direction, and points within this share of a line no plane.
    private const double LeastSpanMetres = 1;
    private const double LeastWidthShare = 0.01;

    /// <summary>Fits a local grid to a projected system by least squares.</summary>
    /// <param name="points">At least 2 for a similarity, 3 for an affine fit; more show how well they agree.</param>
    /// <param name="target">The system of the points' <see cref="ControlPoint.X"/> and <see cref="ControlPoint.Y"/>, with an EPSG number and in metres.</param>
    /// <param name="kind">How the grid may lie to the system.</param>
    public static LocalGridFit Fit(IReadOnlyList<ControlPoint> points, CoordinateSystem target, LocalGridKind kind)
    {
        if (Refuse(points, target, kind) is { } refusal)
            return LocalGridFit.Refused(refusal);
        var plane = Solve(points, kind);
        var residuals = points.Select(point => Residual(plane, point)).ToArray();
        var rms = Rms(residuals);
        var system = Create(target, plane);
        return system is null
            ? LocalGridFit.Refused("The control points lead to no grid that could be turned back; check that they are in the right columns.")
            : new LocalGridFit(system, residuals, rms, plane.Scale, plane.RotationDegrees, Sentence(points, kind, plane, residuals, rms));
    }

    /// <summary>Finds a local grid again by the <see cref="CoordinateSystem.Id"/> that <see cref="Fit"/> gave it.</summary>
    internal static bool TryParse(string id, [NotNullWhen(true)] out CoordinateSystem? system)
    {
        system = null;
        if (Written().Match(id) is not { Success: true } match || CoordinateSystems.Find(int.Parse(match.Groups["srid"].ValueSpan, CultureInfo.InvariantCulture)) is not { IsGeographic: false } target)
            return false;
        var numbers = match.Groups["number"].Captures
            .Select(capture => double.TryParse(capture.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        system = Create(target, new Plane(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]));
        return system is not null;
    }

    private static CoordinateSystem? Create(CoordinateSystem target, Plane plane)
    {
        if (plane.Inverse() is not { } back)
            return null;
        var conversion = new Conversion(
            (x, y) =>
            {
                var (easting, northing) = plane.Apply(x, y);
                return target.ToWgs84(easting, northing);
            },
            (longitude, latitude) =>
            {
                var (easting, northing) = target.FromWgs84(longitude, latitude);
                return back.Apply(easting, northing);
            });
        return new CoordinateSystem($"local:{target.Srid}:{plane}", $"Local grid on {target.Name}", conversion) { DatumCaveat = target.DatumCaveat };
    }

    private static string? Refuse(IReadOnlyList<ControlPoint> points, CoordinateSystem target, LocalGridKind kind)
    {
        var fewest = kind == LocalGridKind.Similarity ? 2 : 3;
        if (target.Srid == 0 || target.IsGeographic)
            return $"Control points must be given in a projected system with an EPSG number, not in {target.Name}.";
        if (points.Count < fewest)
            return $"{fewest} control points are needed, {points.Count} are given.";
        if (points.FirstOrDefault(point => !point.IsFinite) is { } broken)
            return $"Control point '{broken.Name}' is not four finite numbers.";
        if (points.Select(point => (point, Reason: target.Refuse(point.X, point.Y))).FirstOrDefault(refused => refused.Reason is not null) is { Reason: { } reason } at)
            return $"Control point '{at.point.Name}' cannot be in {target.Name}: {reason}";
        return Degenerate(points.Select(point => (point.LocalX, point.LocalY)), kind, "in the local grid")
            ?? Degenerate(points.Select(point => (point.X, point.Y)), kind, $"in {target.Name}");
    }

    private static string? Degenerate(IEnumerable<(double X, double Y)> places, LocalGridKind kind, string where)
    {
        var (longest, shortest) = Spread.Of([.. places]);
        if (longest < LeastSpanMetres)
            return $"The control points are all in one place {where}; they must lie apart.";
        return kind == LocalGridKind.Affine && shortest < longest * LeastWidthShare
            ? $"The control points lie on one line {where}; an affine fit needs one off the line, or choose the similarity."
            : null;
    }

    private static Plane Solve(IReadOnlyList<ControlPoint> points, LocalGridKind kind) =>
        kind == LocalGridKind.Similarity ? Plane.Similarity(points) : Plane.Affine(points);

    private static ControlPointResidual Residual(Plane plane, ControlPoint point)
    {
        var (x, y) = plane.Apply(point.LocalX, point.LocalY);
        return new ControlPointResidual(point.Name, point.X - x, point.Y - y);
    }

    private static double Rms(IReadOnlyCollection<ControlPointResidual> residuals) =>
        Math.Sqrt(residuals.Average(residual => residual.DistanceMetres * residual.DistanceMetres));

    private static string Sentence(
        IReadOnlyList<ControlPoint> points, LocalGridKind kind, Plane plane, ControlPointResidual[] residuals, double rms)
    {
        var worst = residuals.MaxBy(residual => residual.DistanceMetres)!;
        ControlPoint[] exchanged = [.. points.Select(point => point with { LocalX = point.LocalY, LocalY = point.LocalX })];
        if (kind == LocalGridKind.Similarity && points.Count > 2 && rms > 1 && Rms([.. exchanged.Select(point => Residual(Plane.Similarity(exchanged), point))]) < rms / 10)
            return $"The points are {rms:0.00} m off and fit ten times better with the local x and y exchanged: exchange them.";
        if (Math.Abs(plane.Scale - 1) > 0.01)
            return $"A unit of the local grid is {plane.Scale:0.####} m: check that it is in metres and that no point is in the wrong place.";
        if (points.Count == (kind == LocalGridKind.Similarity ? 2 : 3))
            return "The points fit exactly because none is left over to check them; give one more.";
        return $"The points fit to {rms:0.000} m on average; the worst is '{worst.Name}' with {worst.DistanceMetres:0.000} m.";
    }

    [GeneratedRegex(@"^local:(?<srid>\d{4,6}):((?<number>[-+0-9.eE]{1,30})(,(?!$)|$)){6}$", RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
