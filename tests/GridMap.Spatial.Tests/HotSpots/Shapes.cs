using System.Text.Json;
using GridMap.Spatial.HotSpots;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>The reference sets' outlines.</summary>
internal static class Shapes
{
    // Far below any vertex's distance to the next, far above rounding.
    private const double Exactly = 1e-7;

    public static (SpatialWeights Weights, double[] Crime) Columbus()
    {
        var areas = Read("columbus");
        return (QueenContiguity.OfPlane(Geometries(areas), Exactly), [.. areas.Select(area => Number(area, "CRIME"))]);
    }

    public static (SpatialWeights Weights, double[] Rates, string[] Names) NorthCarolina()
    {
        var areas = Read("sids");
        return (QueenContiguity.OfPlane(Geometries(areas), Exactly), [.. areas.Select(area => Number(area, "SID74") / Number(area, "BIR74"))],
            [.. areas.Select(area => ((string)area.Attributes["NAME"]).Trim())]);
    }

    public static (SpatialWeights Weights, string[] Ids) Queen(string set) => set switch
    {
        "sids_queen" => Queen("sids", area => $"{Number(area, "CNTY_ID"):0}"),
        _ => Queen("boston_tracts", area => $"{int.Parse((string)area.Attributes["poltract"], null)}"),
    };

    /// <summary>Sub-districts of Beijing in metres around their middle, with their ids.</summary>
    public static (Geometry[] InMetres, SpatialWeights Weights, string[] Ids) Beijing()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.File("beijing-subdistricts/beijing_subdistricts_lonlat_bj54_as_4326.geojson")));
        var areas = file.RootElement.GetProperty("features").EnumerateArray().ToArray();
        Geometry[] shapes = [.. areas.Select(area => GeoJson.Read(area.GetProperty("geometry")))];
        var weights = QueenContiguity.OfDegrees(shapes);
        var toMetres = NetTopologySuite.Geometries.Utilities.AffineTransformation.ScaleInstance(111_320 * Math.Cos(39.94 * Math.PI / 180), 111_035);
        return ([.. shapes.Select(toMetres.Transform)], weights,
            [.. areas.Select(area => $"{area.GetProperty("properties").GetProperty("district_id").GetInt32()}")]);
    }

    private static (SpatialWeights, string[]) Queen(string file, Func<IFeature, string> id)
    {
        var areas = Read(file);
        return (QueenContiguity.OfPlane(Geometries(areas), Exactly), [.. areas.Select(id)]);
    }

    private static Geometry[] Geometries(Feature[] areas) => [.. areas.Select(area => area.Geometry)];

    private static Feature[] Read(string name) => Shapefile.ReadAllFeatures(SharedData.File($"hotspot-reference/{name}.shp"));

    private static double Number(IFeature area, string name) => Convert.ToDouble(area.Attributes[name], null);
}
