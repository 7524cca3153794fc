using System.Text.Json;
using GridMap.Spatial.Geometries;
using GridMap.Spatial.Grids;

namespace GridMap.Spatial.Tests.Grids;

/// <summary>Real precincts with real overlaps, slivers, two invalid rings and several parts, against real reports.</summary>
public sealed class BostonLocatorTests
{
    [Fact]
    public void Every_boston_report_gets_the_precinct_a_brute_force_search_gives_it()
    {
        var precincts = ReadPrecincts(SharedData.File("boston-precincts/boston_precincts_wgs84.geojson"));
        var reports = ReadReports(SharedData.File("boston-311/boston311_2015_cityscape.csv")).Distinct().ToArray();
        var (locator, truth) = (GridLocator.Build(precincts), new BruteForce(precincts));

        Assert.Equal(255, precincts.Length);
        Assert.True(reports.Length > 10_000);
        Assert.All(reports, at => Assert.Equal(truth.Find(at.Longitude, at.Latitude), locator.Find(at.Longitude, at.Latitude)));
    }

    [Fact]
    public void Every_vertex_of_a_boston_precinct_gets_the_precinct_a_brute_force_search_gives_it()
    {
        var precincts = ReadPrecincts(SharedData.File("boston-precincts/boston_precincts_wgs84.geojson"));
        var (locator, truth) = (GridLocator.Build(precincts), new BruteForce(precincts));

        var vertices = precincts.SelectMany(precinct => precinct.Shape.Coordinates).Where((_, at) => at % 7 == 0).ToArray();

        Assert.NotEmpty(vertices);
        Assert.All(vertices, at => Assert.Equal(truth.Find(at.X, at.Y), locator.Find(at.X, at.Y)));
    }

    private static GridShape[] ReadPrecincts(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select((feature, id) => new GridShape(
            id,
            feature.GetProperty("properties").GetProperty("WARD_PRECINCT").GetString()!,
            GeoJson.Read(feature.GetProperty("geometry")) is { IsValid: true } sound ? sound : GeometryCheck.Repair(GeoJson.Read(feature.GetProperty("geometry")))!))];
    }

    private static IEnumerable<(double Longitude, double Latitude)> ReadReports(string file)
    {
        var header = File.ReadLines(file).First().Split(',');
        var fromEnd = header.Length - Array.IndexOf(header, "LATITUDE");
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            // Quoted commas occur only before these columns.
            var fields = line.Split(',');
            yield return (double.Parse(fields[^(fromEnd - 1)]), double.Parse(fields[^fromEnd]));
        }
    }
}
