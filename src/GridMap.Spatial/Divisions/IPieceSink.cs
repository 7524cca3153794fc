using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>Takes the pieces of ground that break a rule, from several threads.</summary>
internal interface IPieceSink
{
    /// <summary>Takes a piece up.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="piece">In the plane.</param>
    /// <param name="codes">The areas concerned, the most concerned first.</param>
    /// <param name="level">The level whose areas are concerned; null in a county without areas.</param>
    public void Add(DivisionDefectKind kind, Polygon piece, IReadOnlyList<string> codes, LevelUnion? level);
}
