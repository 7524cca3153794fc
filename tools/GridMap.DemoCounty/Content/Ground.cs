using GridMap.DemoCounty.Division;
using GridMap.DemoCounty.Land;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>The finished county, for whoever puts things on it: places along streets, in villages, and what lies where.</summary>
internal sealed class Ground
{
    private readonly IndexedPointInAreaLocator[] _grids;
    private readonly double[] _urbanStreetWeights;
    private readonly double[] _allStreetWeights;
    private readonly SeededRandom _random;

    public Ground(Landscape land, Demand demand, Hierarchy division, List<NamedStreet> streets, SeededRandom random)
    {
        (Land, Demand, Division, _random) = (land, demand, division, random);
        Streets = [.. streets.Where(street => street.Class != StreetClass.River)];
        Rivers = [.. streets.Where(street => street.Class == StreetClass.River)];
        _grids = [.. division.Grids.Select(grid => new IndexedPointInAreaLocator(grid.Shape))];
        // Some streets are much worse kept than others.
        _urbanStreetWeights = [.. Streets.Select(street => street.LengthMetres * Math.Pow(land.UrbanityAt(street.Middle), 1.5) * Math.Exp(0.9 * random.Normal()))];
        _allStreetWeights = [.. Streets.Select((street, at) => _urbanStreetWeights[at] + street.LengthMetres * 0.04)];
    }

    public Landscape Land { get; }

    public Demand Demand { get; }

    public Hierarchy Division { get; }

    public List<NamedStreet> Streets { get; }

    public List<NamedStreet> Rivers { get; }

    public Coordinate AtUrbanStreet() => BesideStreet(Streets[_random.PickWeighted(_urbanStreetWeights)]);

    public Coordinate AtStreet() => BesideStreet(Streets[_random.PickWeighted(_allStreetWeights)]);

    public Coordinate AtRiver() => BesideStreet(_random.Pick(Rivers));

    /// <summary>Where people live, anywhere.</summary>
    public Coordinate AtHome() => _random.Pick(Demand.Places);

    /// <summary>Where people live, outside the towns.</summary>
    public Coordinate InVillage()
    {
        var village = Land.Settlements[9 + _random.Below(Land.Settlements.Count - 9)];
        return Around(_random.Next() < 0.75 ? village.Centre : AtHome(), 330);
    }

    public Coordinate Around(Coordinate middle, double metres) =>
        new(middle.X + metres * _random.Normal(), middle.Y + metres * _random.Normal());

    /// <summary>The grid that holds a place; null outside the county and on a border, where nothing is put.</summary>
    public Area? GridAt(Coordinate degrees)
    {
        for (var at = 0; at < _grids.Length; at++)
            if (Division.Grids[at].Shape.EnvelopeInternal.Contains(degrees) && _grids[at].Locate(degrees) == Location.Interior)
                return Division.Grids[at];
        return null;
    }

    /// <summary>A street number, or in the country the village.</summary>
    public string AddressOf(Coordinate metres, Area grid)
    {
        var street = Streets.MinBy(street => street.Lines.Min(line => line.Min(place => place.Distance(metres))))!;
        return grid.IsUrban || Land.UrbanityAt(metres) > 0.25
            ? $"{street.Name}{1 + _random.Below(160)}号"
            : $"{grid.Parent!.Parent!.Name}{grid.Parent.Name}{1 + _random.Below(12)}组";
    }

    // Beside the carriageway: the line itself is a border between grids.
    private Coordinate BesideStreet(NamedStreet street)
    {
        var (place, direction) = street.At(_random.Next());
        return Plane.Step(place, direction + (_random.Next() < 0.5 ? 1 : -1) * Math.PI / 2, 7 + 6 * Math.Abs(_random.Normal()));
    }
}
