namespace GridMap.Spatial.Divisions;

/// <summary>What a county lets pass.</summary>
/// <param name="SliverWidthMetres">Gaps, overlaps and the like up to this width are told and do not keep a division from being published;
/// a width is the diameter of the largest circle inside. 0 or more.</param>
public sealed record DivisionTolerance(double SliverWidthMetres = 0.5);
