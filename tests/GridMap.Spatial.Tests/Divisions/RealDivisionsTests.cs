using System.Text.Json;
using GridMap.Spatial.Divisions;

namespace GridMap.Spatial.Tests.Divisions;

/// <summary>Divisions drawn by others, with real slivers, overlaps and invalid rings.</summary>
public sealed class RealDivisionsTests
{
    [Theory]
    [InlineData("boston-precincts/boston_precincts_wgs84.geojson", "WARD_PRECINCT", 255)]
    [InlineData("beijing-subdistricts/beijing_subdistricts_lonlat_bj54_as_4326.geojson", "id", 111)]
    public void A_real_division_is_repaired_to_one_whose_defects_are_for_people_to_decide(string file, string code, int count)
    {
        var areas = Read(SharedData.File(file), code);
        var defects = Sketch.Check(areas);

        var proposal = DivisionRepair.Propose(areas, null, new(), defects, ct: TestContext.Current.CancellationToken);

        Assert.Equal(count, areas.Length);
        Assert.Contains(defects, defect => defect.Kind == DivisionDefectKind.InvalidRing);
        Assert.Contains(defects, defect => defect.Kind == DivisionDefectKind.Overlap);
        Assert.All(proposal.Areas, area => Assert.True(area.After.IsValid, area.Code));
        // Some repaired rings come back a few micrometres off.
        var (passing, blocking) = (proposal.Remaining.Where(defect => defect.IsWithinTolerance), proposal.Remaining.Where(defect => !defect.IsWithinTolerance));
        Assert.All(passing, defect => Assert.True(defect.AreaSquareMetres < 0.01, defect.ToString()));
        Assert.All(blocking, defect => Assert.True(defect.Kind == DivisionDefectKind.Gap && defect.WidthMetres > 9.9, defect.ToString()));
    }

    private static DivisionArea[] Read(string file, string code)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("features").EnumerateArray()
            .Select(feature => Sketch.Area(feature.GetProperty("properties").GetProperty(code).ToString(), GeoJson.Read(feature.GetProperty("geometry"))))];
    }
}
