using System.Text.Json;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.Divisions.UnitGrids;

/// <summary>Unit grids of the demo county, and of a real sub-district without a street known: how near to what is wanted they come.</summary>
public sealed class RealUnitGridsTests
{
    private const double Wanted = 10_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_urban_grids_of_the_demo_county_fall_into_compact_unit_grids_of_about_the_area_wanted()
    {
        var data = Path.Combine(SharedData.RepositoryRoot(), "data", "grids");
        var areas = Features(Path.Combine(data, "demo-grids.geojson"), (properties, shape) => new DivisionArea(
            properties.GetProperty("code").GetString()!, properties.GetProperty("level").GetString()!, Text(properties, "parentCode"), "u", shape));
        var streets = Features(Path.Combine(data, "demo-streets.geojson"), (_, shape) => shape);
        var parents = areas.Where(area => area.Level == DivisionLevels.Responsibility && Sketch.Metres(area.Shape).Area < 500_000).Select(area => area.Code).ToHashSet();

        var plan = UnitGridMaker.Plan(areas, parents, streets, Wanted, ct: Ct);

        Assert.Empty(DivisionCheck.Run(UnitGridMakerTests.After(areas, plan), null, new(), ct: Ct));
        Tell($"{parents.Count} grids", plan, leastShare: 0.9, leastCompactness: 0.6);
    }

    [Fact]
    public void A_real_sub_district_falls_into_compact_unit_grids()
    {
        var areas = Features(SharedData.File("beijing-subdistricts/beijing_subdistricts_lonlat_bj54_as_4326.geojson"), (properties, shape) =>
            Sketch.Area(properties.GetProperty("id").ToString(), shape));
        var parent = areas.Where(area => area.Shape.IsValid).OrderBy(area => Sketch.Metres(area.Shape).Area).ElementAt(40);

        var plan = UnitGridMaker.Plan([parent], new HashSet<string> { parent.Code }, [], Wanted, ct: Ct);

        Assert.Empty(Sketch.Check(UnitGridMakerTests.After([parent], plan)));
        Tell(parent.Code, plan, leastShare: 0.95, leastCompactness: 0.6);
    }

    private static void Tell(string what, UnitGridPlan plan, double leastShare, double leastCompactness)
    {
        var share = plan.Units.Average(unit => Area(unit.Shape) is >= 0.5 * Wanted and <= 1.5 * Wanted ? 1.0 : 0);
        var compactness = plan.Units.Select(unit => UnitGridMakerTests.Compactness(unit.Shape)).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {plan.Units.Count} unit grids, {share:P1} of 0.5 to 1.5 of the area wanted, Polsby-Popper median {compactness[compactness.Count / 2]:0.00}, lowest tenth {compactness[compactness.Count / 10]:0.00}");
        Assert.True(share >= leastShare, $"{share:P1}");
        Assert.True(compactness[compactness.Count / 2] >= leastCompactness, $"{compactness[compactness.Count / 2]:0.00}");
    }

    // Of the plane around the place, whose latitude may be Beijing's.
    private static double Area(Geometry shape) =>
        Sketch.Metres(shape).Area * Math.Cos(shape.Centroid.Y * Math.PI / 180) / Math.Cos(Sketch.Latitude * Math.PI / 180);

    private static string? Text(JsonElement properties, string name) => properties.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static T[] Features<T>(string file, Func<JsonElement, Geometry, T> make)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(feature => make(feature.GetProperty("properties"), GeoJson.Read(feature.GetProperty("geometry"))))];
    }
}
