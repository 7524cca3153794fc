using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>A grid, community or town as it is written: degrees, seven decimals.</summary>
internal sealed record Area(string Level, string Code, string Name, Area? Parent, Geometry Shape, IReadOnlyList<int> Faces)
{
    /// <summary>The unit that answers for it.</summary>
    public string LeadUnitCode { get; set; } = "";

    public int Residents { get; set; }

    public bool IsUrban { get; init; }
}
