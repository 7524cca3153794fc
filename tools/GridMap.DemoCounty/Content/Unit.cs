namespace GridMap.DemoCounty.Content;

/// <summary>An organisation of the county.</summary>
internal sealed record Unit(string Code, string Name, string Kind, string ParentCode, string Phone);
