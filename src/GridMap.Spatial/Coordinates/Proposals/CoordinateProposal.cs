using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>A coordinate system that data without one may be in, for a person to choose or refuse.</summary>
/// <param name="System">The system.</param>
/// <param name="SwappedAxes">Whether the data then have northing or latitude first, and must be turned.</param>
/// <param name="Reason">What speaks for it, one English sentence.</param>
/// <param name="Bounds">Where the data would lie, degrees of WGS 84.</param>
/// <param name="MetresOffCounty">How far the data would lie from the county's bounds; 0 when they meet, null when the county has none.</param>
public sealed record CoordinateProposal(CoordinateSystem System, bool SwappedAxes, string Reason, Envelope Bounds, double? MetresOffCounty);
