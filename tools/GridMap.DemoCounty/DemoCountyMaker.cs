using System.Text;
using GridMap.DemoCounty.Content;
using GridMap.DemoCounty.Division;
using GridMap.DemoCounty.Land;
using GridMap.DemoCounty.Output;

namespace GridMap.DemoCounty;

/// <summary>Makes the fictional demo county. The same seed gives the same bytes.</summary>
public static class DemoCountyMaker
{
    /// <summary>The seed of the county that is shipped.</summary>
    public const ulong Seed = 20_261;

    /// <summary>Every file of the county by name, as it is to be written.</summary>
    public static IReadOnlyDictionary<string, byte[]> MakeFiles()
    {
        var random = new SeededRandom(Seed);
        var land = new Landscape(random);
        var demand = new Demand(land, random);
        var plane = Divide(land, demand, random);
        var streets = new StreetMap(plane, land).Streets;
        var division = new Hierarchy(plane, land);
        var units = new Units(division, random);
        Settle(division, plane, random);
        var ground = new Ground(land, demand, division, streets, random);
        var facilities = new Facilities(ground, random);
        var issues = new Issues(ground, facilities, random);
        return Write(units, division, streets, facilities, issues);
    }

    private static Subdivision Divide(Landscape land, Demand demand, SeededRandom random)
    {
        var field = new DirectionField(land, random);
        var plane = Skeleton.Build(land, demand);
        new Splitter(plane, land, demand, field, random).SplitAll(() => random.Between(1.06, 1.72));
        return plane;
    }

    private static void Settle(Hierarchy division, Subdivision plane, SeededRandom random)
    {
        foreach (var grid in division.Grids)
        {
            var demand = plane.Faces[grid.Faces[0]].Demand.Length / (double)Demand.PerGrid;
            grid.Residents = (int)(demand * (grid.IsUrban ? random.Between(620, 1_150) : random.Between(240, 560)));
            grid.Parent!.Residents += grid.Residents;
            grid.Parent.Parent!.Residents += grid.Residents;
        }
    }

    private static Dictionary<string, byte[]> Write(Units units, Hierarchy division, List<NamedStreet> streets, Facilities facilities, Issues issues) => new Dictionary<string, string>
    {
        ["demo-units.csv"] = CountyFiles.Units(units.All),
        ["demo-units.mapping.json"] = CountyFiles.Mapping("code", "name", "kind", "parentCode", "phone"),
        ["demo-grids.geojson"] = CountyFiles.Grids([.. division.Towns, .. division.Communities, .. division.Grids]),
        ["demo-grids.mapping.json"] = CountyFiles.Mapping("code", "name", "level", "parentCode", "leadUnitCode", "residents"),
        ["demo-streets.geojson"] = CountyFiles.Streets(streets),
        ["demo-streets.mapping.json"] = CountyFiles.Mapping("externalId", "name", "class"),
        ["demo-facilities.geojson"] = CountyFiles.Facilities(facilities.All),
        ["demo-facilities.mapping.json"] = CountyFiles.Mapping("externalId", "kind", "name", "address", "state", "clearedOn:yyyy-MM-dd", "openingHours", "unitCode"),
        ["demo-issues.csv"] = CountyFiles.Issues(issues.All),
        ["demo-issues.mapping.json"] = CountyFiles.Mapping(
            "externalId", "longitude", "latitude", "category", "description", "severity", "address", "source",
            "reportedAt:minutesBeforeImport", "dueAt:minutesBeforeImport", "resolvedAt:minutesBeforeImport", "status", "unitCode"),
    }.ToDictionary(file => file.Key, file => new UTF8Encoding(false).GetBytes(file.Value));
}
