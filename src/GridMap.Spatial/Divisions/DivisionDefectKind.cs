namespace GridMap.Spatial.Divisions;

/// <summary>The rules a division can break.</summary>
public enum DivisionDefectKind
{
    /// <summary>A shape is empty, no polygon, or its rings cross, touch themselves or lie wrongly within each other.</summary>
    InvalidRing,

    /// <summary>Two or more areas have one code.</summary>
    DuplicateCode,

    /// <summary>Ground enclosed by areas of a level that belongs to none of them.</summary>
    Gap,

    /// <summary>Ground that belongs to two areas of one level.</summary>
    Overlap,

    /// <summary>Ground of an area that is not its parent's.</summary>
    OutsideParent,

    /// <summary>Ground of an area that is not the county's.</summary>
    OutsideBoundary,

    /// <summary>Ground of a parent that none of its children has, or of the county that no area has; what is a gap already is not told twice.</summary>
    Uncovered,

    /// <summary>An area names a parent that is not in the division or does not stand above it.</summary>
    MissingParent,

    /// <summary>A responsibility grid names no lead unit of its own.</summary>
    MissingLead,

    /// <summary>A code is not of the form the county's scheme asks for.</summary>
    InvalidCode,

    /// <summary>A town's or community's code is not in the county's list of division codes, or has another name there.</summary>
    UnknownCode,
}
