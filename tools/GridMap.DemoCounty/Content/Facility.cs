using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>A market, toilet or waste point.</summary>
internal sealed record Facility(
    string ExternalId,
    string Kind,
    string Name,
    string Address,
    string State,
    string ClearedOn,
    string OpeningHours,
    string UnitCode,
    Coordinate Metres,
    Coordinate Degrees);
