namespace GridMap.Spatial.Geometries;

/// <summary>The rules a geometry can break, in the order they are looked at.</summary>
public enum GeometryDefectKind
{
    /// <summary>It has no coordinates, or a part has none.</summary>
    Empty,

    /// <summary>It has more than <see cref="GeometryCheck.MostVertices"/> vertices.</summary>
    TooManyVertices,

    /// <summary>A coordinate is NaN or infinite.</summary>
    NotFinite,

    /// <summary>A coordinate lies outside longitude ±180 and latitude ±85.05.</summary>
    OutOfRange,

    /// <summary>A coordinate is out of range as it stands, and would not be with longitude and latitude swapped.</summary>
    SwappedAxes,

    /// <summary>A ring has fewer than four positions, or a line fewer than two.</summary>
    TooFewPoints,

    /// <summary>A ring does not end where it starts.</summary>
    UnclosedRing,

    /// <summary>Rings cross themselves or each other, or lie wrongly within each other.</summary>
    InvalidRing,
}
