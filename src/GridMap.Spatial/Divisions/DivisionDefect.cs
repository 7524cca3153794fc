using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>One place where a division breaks a rule, or all slivers between two neighbours together.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="GridCodes">Codes concerned, sorted: of an overlap both areas, of a gap those that border it, of ground outside a parent
/// the child's and the parent's; empty where only the county's boundary is concerned.</param>
/// <param name="Longitude">A point inside the defect, degrees; of a defect without ground, inside the area concerned.</param>
/// <param name="Latitude">Likewise, degrees.</param>
/// <param name="AreaSquareMetres">On the ground (WGS 84 ellipsoid); of slivers taken together the sum of all. 0 for a defect without ground.</param>
/// <param name="WidthMetres">Diameter of the largest circle inside it, to 1 mm or 1 %; of slivers within tolerance a bound that none of them exceeds.</param>
/// <param name="IsWithinTolerance">Whether it is told but keeps nothing from being published.</param>
/// <param name="Place">What to zoom to and draw, EPSG:4326; of slivers taken together the largest. Null when there is nothing to draw.</param>
public sealed record DivisionDefect(
    DivisionDefectKind Kind,
    IReadOnlyList<string> GridCodes,
    double Longitude,
    double Latitude,
    double AreaSquareMetres,
    double WidthMetres,
    bool IsWithinTolerance,
    Geometry? Place);
