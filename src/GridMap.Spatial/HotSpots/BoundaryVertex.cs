namespace GridMap.Spatial.HotSpots;

/// <summary>A vertex of an area's boundary, once for each area that has it.</summary>
/// <param name="X">In the plane.</param>
/// <param name="Y">In the plane.</param>
/// <param name="Area">Place of the area in its list.</param>
/// <param name="Next">Place of the vertex that follows in the ring; the first follows the last.</param>
internal readonly record struct BoundaryVertex(double X, double Y, int Area, int Next);
