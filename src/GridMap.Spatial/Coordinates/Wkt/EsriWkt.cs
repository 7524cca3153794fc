using System.Globalization;
using GridMap.Spatial.Coordinates.Projected;

namespace GridMap.Spatial.Coordinates.Wkt;

/// <summary>Writes the text of a .prj, in the words other programs know.</summary>
internal static class EsriWkt
{
    /// <summary>The text for a system; null for what no .prj can say, such as GCJ-02.</summary>
    public static string? Of(CoordinateSystem system) => system switch
    {
        { Srid: 0 } => null,
        { Srid: Srid.WebMercator } => WebMercator(),
        { IsGeographic: true } => Array.Find(Datum.All, datum => datum.GeographicSrid == system.Srid) is { } datum ? Geographic(datum) : null,
        { Projection: { } projection, Datum: { } datum } => Projected(system, datum, projection),
        _ => null,
    };

    private static string WebMercator() =>
        $"PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\",{Geographic(Datum.Wgs84)},PROJECTION[\"Mercator_Auxiliary_Sphere\"],"
        + "PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],"
        + "PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],UNIT[\"Meter\",1.0]]";

    private static string Geographic(Datum datum)
    {
        var (system, name, ellipsoid) = datum.GeographicSrid switch
        {
            Srid.Cgcs2000 => ("GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000"),
            Srid.Wgs84 => ("GCS_WGS_1984", "D_WGS_1984", "WGS_1984"),
            4610 => ("GCS_Xian_1980", "D_Xian_1980", "Xian_1980"),
            4214 => ("GCS_Beijing_1954", "D_Beijing_1954", "Krasovsky_1940"),
            _ => ("GCS_Hong_Kong_1980", "D_Hong_Kong_1980", "International_1924"),
        };
        return $"GEOGCS[\"{system}\",DATUM[\"{name}\",SPHEROID[\"{ellipsoid}\",{Number(datum.SemiMajorMetres)},{Number(datum.InverseFlattening)}]],"
            + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    }

    private static string Projected(CoordinateSystem system, Datum datum, TransverseMercator projection)
    {
        var method = GaussKrugerBand.All.Any(band => band.Contains(system.Srid)) ? "Gauss_Kruger" : "Transverse_Mercator";
        return $"PROJCS[\"{NameOf(system)}\",{Geographic(datum)},PROJECTION[\"{method}\"],"
            + $"PARAMETER[\"False_Easting\",{Number(projection.FalseEastingMetres)}],PARAMETER[\"False_Northing\",{Number(projection.FalseNorthingMetres)}],"
            + $"PARAMETER[\"Central_Meridian\",{Number(projection.CentralMeridian)}],PARAMETER[\"Scale_Factor\",{Number(projection.Scale)}],"
            + $"PARAMETER[\"Latitude_Of_Origin\",{Number(projection.LatitudeOfOrigin)}],UNIT[\"Meter\",1.0]]";
    }

    // "CGCS2000 / 3-degree Gauss-Krüger zone 39" is CGCS2000_3_Degree_GK_Zone_39; one of the old names is spelt out.
    private static string NameOf(CoordinateSystem system) => system.Srid == 2326
        ? "Hong_Kong_1980_Grid"
        : system.Name
            .Replace("WGS 84 / UTM zone ", "WGS_1984_UTM_Zone_", StringComparison.Ordinal)
            .Replace("3-degree ", "3_Degree_", StringComparison.Ordinal)
            .Replace("Gauss-Krüger ", system.Srid is >= 21453 and <= 21463 ? "Gauss_Kruger_" : "GK_", StringComparison.Ordinal)
            .Replace("zone ", "Zone_", StringComparison.Ordinal)
            .Replace(" / ", "_", StringComparison.Ordinal)
            .Replace(' ', '_');

    private static string Number(double number) =>
        number == Math.Floor(number) ? number.ToString("0.0", CultureInfo.InvariantCulture) : Math.Round(number, 12).ToString(CultureInfo.InvariantCulture);
}
