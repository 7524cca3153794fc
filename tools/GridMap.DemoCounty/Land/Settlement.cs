using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>A built-up place.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Centre">Metres.</param>
/// <param name="GridsPerSquareKilometre">How finely its middle is divided.</param>
/// <param name="RadiusMetres">Where that has fallen to a third.</param>
internal sealed record Settlement(string Name, Coordinate Centre, double GridsPerSquareKilometre, double RadiusMetres)
{
    public double DensityAt(Coordinate place)
    {
        var distance = place.Distance(Centre) / RadiusMetres;
        return GridsPerSquareKilometre * Math.Exp(-distance * distance);
    }
}
