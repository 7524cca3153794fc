using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Divisions;

/// <summary>What a county asks of its divisions.</summary>
/// <param name="Tolerance">How wide a gap or overlap may be.</param>
/// <param name="CodeScheme">free or gbt30428.</param>
/// <param name="Boundary">The ground to be divided, EPSG:4326; null: whatever the grids cover.</param>
internal sealed record DivisionRules(DivisionTolerance Tolerance, string CodeScheme, Geometry? Boundary);
