using System.Globalization;

namespace GridMap.Spatial.Coordinates.LocalGrids;

/// <summary>x' = A + B·x + C·y, y' = D + E·x + F·y.</summary>
internal sealed record Plane(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Metres to a unit, the mean of all directions.</summary>
    public double Scale => Math.Sqrt(Math.Abs(Determinant));

    public double RotationDegrees => double.RadiansToDegrees(Math.Atan2(E - C, B + F));

    private double Determinant => B * F - C * E;

    public (double X, double Y) Apply(double x, double y) => (A + B * x + C * y, D + E * x + F * y);

    /// <summary>The way back; null when there is none.</summary>
    public Plane? Inverse()
    {
        var determinant = Determinant;
        if (!double.IsFinite(determinant) || !double.IsFinite(A) || !double.IsFinite(D) || Math.Abs(determinant) < 1e-12)
            return null;
        var (b, c, e, f) = (F / determinant, -C / determinant, -E / determinant, B / determinant);
        return new Plane(-(b * A + c * D), b, c, -(e * A + f * D), e, f);
    }

    /// <summary>The similarity with the least squares of errors; around the points' middles, so that seven digits before the point cost none behind it.</summary>
    public static Plane Similarity(IReadOnlyList<ControlPoint> points)
    {
        var middle = Middle(points);
        var (along, across, square) = (0d, 0d, 0d);
        foreach (var (x, y, easting, northing) in Around(points, middle))
        {
            along += x * easting + y * northing;
            across += x * northing - y * easting;
            square += x * x + y * y;
        }

        return Through(middle, along / square, -across / square, across / square, along / square);
    }

    /// <summary>The affine map with the least squares of errors.</summary>
    public static Plane Affine(IReadOnlyList<ControlPoint> points)
    {
        var middle = Middle(points);
        var (xx, xy, yy, xe, ye, xn, yn) = (0d, 0d, 0d, 0d, 0d, 0d, 0d);
        foreach (var (x, y, easting, northing) in Around(points, middle))
        {
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
            (xe, ye, xn, yn) = (xe + x * easting, ye + y * easting, xn + x * northing, yn + y * northing);
        }

        var determinant = xx * yy - xy * xy;
        return Through(
            middle, (xe * yy - ye * xy) / determinant, (ye * xx - xe * xy) / determinant,
            (xn * yy - yn * xy) / determinant, (yn * xx - xn * xy) / determinant);
    }

    /// <summary>The six numbers, exactly, as a local grid's name carries them.</summary>
    public override string ToString() =>
        string.Join(',', new[] { A, B, C, D, E, F }.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static Plane Through(ControlPoint middle, double b, double c, double e, double f) =>
        new(middle.X - b * middle.LocalX - c * middle.LocalY, b, c, middle.Y - e * middle.LocalX - f * middle.LocalY, e, f);

    private static ControlPoint Middle(IReadOnlyList<ControlPoint> points) =>
        new("", points.Average(p => p.LocalX), points.Average(p => p.LocalY), points.Average(p => p.X), points.Average(p => p.Y));

    private static IEnumerable<(double X, double Y, double Easting, double Northing)> Around(IReadOnlyList<ControlPoint> points, ControlPoint middle) =>
        points.Select(p => (p.LocalX - middle.LocalX, p.LocalY - middle.LocalY, p.X - middle.X, p.Y - middle.Y));
}
