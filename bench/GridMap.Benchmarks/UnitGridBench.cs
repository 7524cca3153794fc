using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GridMap.Benchmarks;

/// <summary>Unit grids of 10,000 m² in 2,000 grids of 100,000 m² under 120 streets, and the check of what comes of it.</summary>
internal static class UnitGridBench
{
    // Of the synthetic county, whose grids are meant for the countryside.
    private const double Scale = 0.275;

    public static void Run(int count)
    {
        var smaller = new AffineTransformation().Translate(-104.5, -30.2).Scale(Scale, Scale).Translate(104.5, 30.2);
        var areas = SyntheticCounty.Grids(count)
            .Select(grid => new DivisionArea(grid.Code, DivisionLevels.Responsibility, null, "u", smaller.Transform(grid.Shape))).ToArray();
        Report($"{areas.Length} synthetic grids", areas, Streets(), areas.Select(area => area.Code).ToHashSet());
        var data = Path.Combine(Testing.Repository.Folder, "data", "grids");
        var demo = Features(Path.Combine(data, "demo-grids.geojson"), (properties, shape) => new DivisionArea(
            properties.GetProperty("code").GetString()!, properties.GetProperty("level").GetString()!,
            properties.TryGetProperty("parentCode", out var parent) ? parent.GetString() : null, "u", shape));
        Report("the demo county", demo, Features(Path.Combine(data, "demo-streets.geojson"), (_, shape) => shape),
            demo.Where(area => area.Level == DivisionLevels.Responsibility).Select(area => area.Code).ToHashSet());
    }

    private static void Report(string name, DivisionArea[] areas, Geometry[] streets, HashSet<string> parents)
    {
        var watch = Stopwatch.StartNew();
        var plan = UnitGridMaker.Plan(areas, parents, streets);
        var planned = watch.Elapsed.TotalSeconds;
        var noded = plan.Noded.ToDictionary(area => area.Code, area => area.Shape);
        DivisionArea[] after = [
            .. areas.Select(area => noded.TryGetValue(area.Code, out var shape) ? area with { Shape = shape } : area),
            .. plan.Units.Select((unit, at) => new DivisionArea($"u{at}", DivisionLevels.Unit, unit.ParentCode, null, unit.Shape))];
        watch.Restart();
        var defects = DivisionCheck.Run(after, null, new());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}, {streets.Length} streets: {plan.Units.Count} unit grids of {parents.Count} in {planned:0.0} s; checked in {watch.Elapsed.TotalSeconds:0.0} s, {defects.Count} defects"));
    }

    private static LineString[] Streets()
    {
        var (factory, side) = (new GeometryFactory(), 0.5 * Scale);
        LineString Line(int number, bool isAcross) => factory.CreateLineString([.. Enumerable.Range(0, 200).Select(step =>
        {
            var (along, across) = (side * step / 199, side * (number + 0.5) / 60 + 0.0004 * Math.Sin(step * 0.3 + number));
            return isAcross ? new Coordinate(104.5 + along, 30.2 + across) : new Coordinate(104.5 + across, 30.2 + along);
        })]);
        return [.. Enumerable.Range(0, 120).Select(at => Line(at / 2, at % 2 == 0))];
    }

    private static T[] Features<T>(string file, Func<JsonElement, Geometry, T> make)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(feature => make(feature.GetProperty("properties"), Shape(feature.GetProperty("geometry"))))];
    }

    // The demo county's files hold nothing else.
    private static Geometry Shape(JsonElement geometry)
    {
        var factory = new GeometryFactory();
        Coordinate[] Line(JsonElement line) => [.. line.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))];
        Polygon Area(JsonElement rings) => factory.CreatePolygon(
            factory.CreateLinearRing(Line(rings[0])), [.. rings.EnumerateArray().Skip(1).Select(hole => factory.CreateLinearRing(Line(hole)))]);
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => Area(coordinates),
            "MultiPolygon" => factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(Area)]),
            _ => factory.CreateMultiLineString([.. coordinates.EnumerateArray().Select(line => factory.CreateLineString(Line(line)))]),
        };
    }
}
