using GridMap.Contracts.Imports;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Import.Uploads;

/// <summary>Ties local grids to the ground by control points; what comes of it is a coordinate system like any other.</summary>
internal static class LocalGrids
{
    private const int MostPoints = 1_000;

    /// <summary>Why the points cannot be looked at; null where they can.</summary>
    public static ProblemHttpResult? Problem(FitLocalGrid asked)
    {
        var check = Check.Content().Text("crs", asked.Crs, 10_000).OneOf("kind", asked.Kind, ["similarity", "affine"])
            .That(asked.Points.Count <= MostPoints, "points", $"there are {asked.Points.Count}; {MostPoints} fit.")
            .That(asked.Points.All(point => point is not null), "points", "one of them is null.");
        if (check.Problem is { } problem) return problem;
        foreach (var point in asked.Points) check.Text("points.name", point.Name, 100);
        return check.That(CoordinateSystems.TryGet(asked.Crs, out _, out var refusal), "crs", refusal ?? "").Problem;
    }

    /// <summary>Fits the grid. Points known in degrees are fitted in the 3° zone of CGCS2000 they lie in.</summary>
    public static LocalGridFitted Fit(FitLocalGrid asked)
    {
        CoordinateSystems.TryGet(asked.Crs, out var known, out _);
        var target = known!.IsGeographic && asked.Points.Count > 0 ? ZoneOf(known, asked.Points) : known;
        var points = asked.Points.Select(point => Point(point, known, target)).ToList();
        var fit = LocalGrid.Fit(points, target, asked.Kind == "affine" ? LocalGridKind.Affine : LocalGridKind.Similarity);
        return new(
            fit.System?.Id, [.. fit.Residuals.Select(point => new PointResidual(point.Name, point.EastMetres, point.NorthMetres))],
            fit.RmsMetres, fit.Scale, fit.RotationDegrees, fit.Sentence);
    }

    private static CoordinateSystem ZoneOf(CoordinateSystem known, IReadOnlyList<KnownPoint> points)
    {
        var middle = known.ToWgs84(points.Average(point => point.X), points.Average(point => point.Y));
        return CoordinateSystems.Cgcs2000Zone(middle.Longitude);
    }

    private static ControlPoint Point(KnownPoint point, CoordinateSystem known, CoordinateSystem target)
    {
        if (known == target) return new(point.Name, point.LocalX, point.LocalY, point.X, point.Y);
        var (longitude, latitude) = known.ToWgs84(point.X, point.Y);
        var (x, y) = target.FromWgs84(longitude, latitude);
        return new(point.Name, point.LocalX, point.LocalY, x, y);
    }
}
