namespace GridMap.Spatial.Grids;

/// <summary>One straight piece of a polygon's ring, degrees.</summary>
internal readonly record struct Edge(double X1, double Y1, double X2, double Y2);
