namespace GridMap.Spatial.Coordinates;

/// <summary>How a local grid may lie to the system it is tied to.</summary>
public enum LocalGridKind
{
    /// <summary>Moved, turned and scaled alike everywhere: four parameters, two points or more.</summary>
    Similarity,

    /// <summary>Stretched and sheared as well: six parameters, three points or more; for maps on paper that has shrunk.</summary>
    Affine,
}
