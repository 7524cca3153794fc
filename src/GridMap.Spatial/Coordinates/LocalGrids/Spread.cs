namespace GridMap.Spatial.Coordinates.LocalGrids;

/// <summary>How far points lie apart along the line they lie nearest to, and across it.</summary>
internal static class Spread
{
    /// <summary>Standard deviations along and across.</summary>
    public static (double Longest, double Shortest) Of((double X, double Y)[] points)
    {
        var (middleX, middleY) = (points.Average(p => p.X), points.Average(p => p.Y));
        var xx = points.Average(p => (p.X - middleX) * (p.X - middleX));
        var yy = points.Average(p => (p.Y - middleY) * (p.Y - middleY));
        var xy = points.Average(p => (p.X - middleX) * (p.Y - middleY));
        var half = double.Hypot((xx - yy) / 2, xy);
        return (Math.Sqrt((xx + yy) / 2 + half), Math.Sqrt(Math.Max(0, (xx + yy) / 2 - half)));
    }
}
