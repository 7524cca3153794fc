namespace GridMap.Server.Tests.Import;

/// <summary>Small files for tests: two grids side by side at 104° east, 36° north, and what lies in them.</summary>
internal static class Files
{
    public const string IssueHeader = "externalId,category,reportedAt,longitude,latitude\n";

    /// <summary>Grids A (104 to 104.01) and B (104.01 to 104.02).</summary>
    public static string Grids(double westOfBoth = 104) => Collection(
        Feature("""{"code":"A","name":"甲"}""", Square(westOfBoth)), Feature("""{"code":"B","name":"乙"}""", Square(westOfBoth + 0.01)));

    public static string Issues(params string[] rows) => IssueHeader + string.Join('\n', rows) + "\n";

    public static string Collection(params string[] features) =>
        $$"""
        {"type":"FeatureCollection","features":[
        {{string.Join(",\n", features)}}
        ]}
        """;

    public static string Feature(string properties, string geometry) =>
        $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    public static string Square(double west) => FormattableString.Invariant(
        $"{{\"type\":\"Polygon\",\"coordinates\":[[[{west},36],[{west + 0.01},36],[{west + 0.01},36.01],[{west},36.01],[{west},36]]]}}");
}
