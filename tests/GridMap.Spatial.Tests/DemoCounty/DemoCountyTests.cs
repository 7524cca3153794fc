using System.Text;
using System.Text.Json;
using GridMap.DemoCounty;
using GridMap.Spatial.Geometries;
using GridMap.Spatial.Grids;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.DemoCounty;

public sealed class DemoCountyTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot(), "data", "grids");
    private static readonly Lazy<Feature[]> AllGrids = new(() => ReadFeatures("demo-grids.geojson"));
    private static readonly Lazy<Feature[]> Facilities = new(() => ReadFeatures("demo-facilities.geojson"));
    private static readonly Lazy<string[][]> Issues = new(() => ReadTable("demo-issues.csv"));

    private static Feature[] Responsibility => [.. AllGrids.Value.Where(grid => grid["level"] == "responsibility")];

    [Fact]
    public void The_shipped_files_are_what_the_generator_makes()
    {
        var made = DemoCountyMaker.MakeFiles();

        Assert.Equal(
            made.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Where(name => name != "README.md").Order(StringComparer.Ordinal));
        Assert.All(made, file => Assert.True(
            file.Value.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, file.Key))), $"{file.Key} differs; run tools/GridMap.DemoCounty again"));
    }

    [Fact]
    public void The_shipped_files_are_small_and_what_they_say_they_are()
    {
        Assert.InRange(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), 1, 6_000_000);
        Assert.Equal([8, 45, 487], new[] { "town", "community", "responsibility" }.Select(level => AllGrids.Value.Count(grid => grid["level"] == level)));
        Assert.Equal(60, ReadTable("demo-units.csv").Length);
        Assert.Equal(6_024, Issues.Value.Length);
        Assert.Equal(1_284, Issues.Value.Count(issue => issue[11] == "open"));
        Assert.Equal(
            [62, 301, 901, 90, 140, 64],
            new[] { Count("market."), Count("toilet."), Count("waste."), Count("toilet.dry"), Count("waste.open_pit"), Facilities.Value.Count(facility => facility["state"] == "cleared") });
    }

    [Fact]
    public void Grids_tile_the_county_without_gap_or_overlap()
    {
        var shapes = Responsibility.Select(grid => grid.Shape).ToArray();

        Assert.All(shapes, shape => Assert.Null(GeometryCheck.FirstDefect(shape)));
        Assert.True(CoverageValidator.IsValid(shapes));

        // What is not passed twice, once in each direction, is the outline: one simple ring as large as all grids together.
        var outline = Outline(shapes);
        var county = new GeometryFactory().CreatePolygon([.. Chain(outline)]);
        Assert.Equal(outline.Count, county.NumPoints - 1);
        Assert.True(county.IsValid);
        Assert.Equal(shapes.Sum(shape => shape.Area), county.Area, 1e-12);
    }

    [Theory]
    [InlineData("community", "responsibility")]
    [InlineData("town", "community")]
    public void A_parent_is_exactly_the_union_of_its_children(string level, string childLevel)
    {
        var children = AllGrids.Value.Where(grid => grid["level"] == childLevel).ToLookup(grid => grid["parentCode"]);

        Assert.All(AllGrids.Value.Where(grid => grid["level"] == level), parent =>
        {
            var outline = Outline([.. children[parent["code"]].Select(child => child.Shape)]);
            Assert.True(outline.SetEquals(EdgesOf(parent.Shape)), parent["name"]);
        });
    }

    [Fact]
    public void Codes_extend_their_parents_and_names_are_unique()
    {
        var codes = AllGrids.Value.Select(grid => grid["code"]).ToHashSet();
        var units = ReadTable("demo-units.csv").Select(unit => unit[0]).ToHashSet();

        Assert.All(AllGrids.Value, grid =>
        {
            Assert.Equal(grid["level"] switch { "town" => 9, "community" => 12, _ => 15 }, grid["code"].Length);
            Assert.True(grid["level"] == "town" || (codes.Contains(grid["parentCode"]) && grid["code"].StartsWith(grid["parentCode"], StringComparison.Ordinal)));
            Assert.Contains(grid["leadUnitCode"], units);
            Assert.True(int.Parse(grid["residents"]) >= 0);
        });
        Assert.Equal(AllGrids.Value.Length, codes.Count);
        Assert.Equal(Responsibility.Length, Responsibility.Select(grid => grid["name"]).Distinct().Count());
    }

    [Fact]
    public void Every_issue_and_facility_lies_in_a_grid_and_names_a_unit()
    {
        var locator = GridLocator.Build(Responsibility.Select((grid, id) => new GridShape(id, grid["code"], grid.Shape)));
        var units = ReadTable("demo-units.csv").Select(unit => unit[0]).ToHashSet();

        Assert.All(Facilities.Value, facility => Assert.NotNull(locator.Find(facility.Shape.Coordinate.X, facility.Shape.Coordinate.Y)));
        Assert.All(Facilities.Value, facility => Assert.Contains(facility["unitCode"], units));
        Assert.All(Issues.Value, issue => Assert.NotNull(locator.Find(double.Parse(issue[1]), double.Parse(issue[2]))));
        Assert.All(Issues.Value, issue => Assert.Contains(issue[12], units));
    }

    [Fact]
    public void Times_of_issues_lie_in_the_half_year_before_the_import_and_in_order() =>
        Assert.All(Issues.Value, issue =>
        {
            var reported = int.Parse(issue[8]);
            Assert.InRange(reported, 1, 181 * 1_440);
            Assert.True(int.Parse(issue[9]) < reported);
            Assert.Equal(issue[11] == "resolved", issue[10] != "");
            Assert.True(issue[10] == "" || int.Parse(issue[10]) is var resolved && resolved >= 0 && resolved <= reported);
        });

    [Fact]
    public void Unresolved_issues_cluster_as_real_ones_do()
    {
        var locator = GridLocator.Build(Responsibility.Select((grid, id) => new GridShape(id, grid["code"], grid.Shape)));
        var perGrid = Issues.Value.Where(issue => issue[11] == "open")
            .CountBy(issue => locator.Find(double.Parse(issue[1]), double.Parse(issue[2]))!.Value)
            .Select(grid => grid.Value).OrderDescending().ToArray();

        Assert.InRange(Responsibility.Length - perGrid.Length, 50, 250); // clean grids
        Assert.True(perGrid.Take(48).Sum() > 0.35 * 1_284, "the worst tenth of the grids holds over a third");
    }

    private static int Count(string kind) =>
        Facilities.Value.Count(facility => facility["state"] == "existing" && facility["kind"].StartsWith(kind, StringComparison.Ordinal));

    private static Feature[] ReadFeatures(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(feature => new Feature(
            feature.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString()),
            GeoJson.Read(feature.GetProperty("geometry"))))];
    }

    private static string[][] ReadTable(string file) =>
        [.. File.ReadLines(Path.Combine(Folder, file), Encoding.UTF8).Skip(1).Select(line => line.Split(','))];

    private static HashSet<(Coordinate From, Coordinate To)> Outline(Geometry[] shapes)
    {
        var edges = shapes.SelectMany(EdgesOf).ToList();
        var all = edges.ToHashSet();
        Assert.Equal(edges.Count, all.Count); // passed twice in one direction would be an overlap
        return [.. all.Where(edge => !all.Contains((edge.To, edge.From)))];
    }

    private static IEnumerable<(Coordinate From, Coordinate To)> EdgesOf(Geometry shape)
    {
        var polygon = Assert.IsType<Polygon>(shape);
        Assert.True(((LinearRing)polygon.ExteriorRing).IsCCW);
        return polygon.InteriorRings.Prepend(polygon.ExteriorRing)
            .SelectMany(ring => ring.Coordinates.Zip(ring.Coordinates.Skip(1)));
    }

    private static IEnumerable<Coordinate> Chain(HashSet<(Coordinate From, Coordinate To)> edges)
    {
        var next = edges.ToDictionary(edge => edge.From, edge => edge.To);
        var start = next.Keys.First();
        yield return start;
        for (var at = next[start]; !at.Equals2D(start); at = next[at])
            yield return at;
        yield return start;
    }

    private sealed record Feature(Dictionary<string, string> Properties, Geometry Shape)
    {
        public string this[string property] => Properties.GetValueOrDefault(property, "");
    }
}
