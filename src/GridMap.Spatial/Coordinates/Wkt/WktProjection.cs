using GridMap.Spatial.Coordinates.Projected;

namespace GridMap.Spatial.Coordinates.Wkt;

/// <summary>The projection of a PROJCS term, its parameters in degrees east of Greenwich and in metres.</summary>
/// <param name="Method">ProjNET's name for it.</param>
/// <param name="Parameters">By WKT's names, in lower case.</param>
internal sealed record WktProjection(string Method, IReadOnlyDictionary<string, double> Parameters)
{
    private static readonly Dictionary<string, string> Methods = new()
    {
        ["transversemercator"] = "Transverse_Mercator",
        ["gausskruger"] = "Transverse_Mercator",
        ["mercator"] = "Mercator_1SP",
        ["mercator1sp"] = "Mercator_1SP",
        ["mercator2sp"] = "Mercator_1SP",
        ["lambertconformalconic"] = "Lambert_Conformal_Conic_2SP",
        ["lambertconformalconic1sp"] = "Lambert_Conformal_Conic_2SP",
        ["lambertconformalconic2sp"] = "Lambert_Conformal_Conic_2SP",
        ["albers"] = "Albers_Conic_Equal_Area",
        ["albersconicequalarea"] = "Albers_Conic_Equal_Area",
        ["obliquestereographic"] = "Oblique_Stereographic",
        ["doublestereographic"] = "Oblique_Stereographic",
        ["cassini"] = "Cassini_Soldner",
        ["cassinisoldner"] = "Cassini_Soldner",
        ["polyconic"] = "Polyconic",
        ["krovak"] = "Krovak",
    };

    /// <summary>Its parameters, when it is a transverse Mercator.</summary>
    public TransverseMercator? TransverseMercator => Method != "Transverse_Mercator" ? null : new TransverseMercator(
        Of("central_meridian"), Of("latitude_of_origin"), Of("scale_factor", 1), Of("false_easting"), Of("false_northing"));

    /// <summary>Reads the projection; null when GridMap cannot compute it.</summary>
    public static WktProjection? Of(WktNode projected, double metresPerUnit)
    {
        var geographic = projected.Find("GEOGCS")!;
        if (projected.Find("PROJECTION") is not { } term || !Methods.TryGetValue(WktDatum.Letters(term.Name), out var method))
            return null;
        var parameters = new Dictionary<string, double>();
        foreach (var parameter in projected.Nodes.Where(node => node.Keyword == "PARAMETER"))
        {
            if (parameter.Number(1) is not { } value)
                return null;
            var name = Usual(parameter.Name);
            parameters[name] = name switch
            {
                "false_easting" or "false_northing" => value * metresPerUnit,
                "scale_factor" => value,
                "central_meridian" => value * DegreesPerUnit(geographic) + MeridianOf(geographic),
                _ => value * DegreesPerUnit(geographic),
            };
        }

        return new WktProjection(method, parameters).Completed(geographic);
    }

    /// <summary>The conversion between its metres and WGS 84.</summary>
    /// <exception cref="ArgumentException">The parameters are beyond the projection.</exception>
    public Conversion On(Datum datum)
    {
        if (Method != "Lambert_Conformal_Conic_2SP")
            return ProjectedSystems.Project(datum, Method, Parameters);

        // ProjNET's Lambert knows no scale: it is applied around the false origin here.
        var (scale, east, north) = (Of("scale_factor", 1), Of("false_easting"), Of("false_northing"));
        var plain = ProjectedSystems.Project(
            datum, Method, new Dictionary<string, double>(Parameters) { ["scale_factor"] = 1, ["false_easting"] = 0, ["false_northing"] = 0 });
        return new Conversion(
            (x, y) => plain.ToWgs84((x - east) / scale, (y - north) / scale),
            (longitude, latitude) =>
            {
                var (x, y) = plain.FromWgs84(longitude, latitude);
                return (x * scale + east, y * scale + north);
            });
    }

    /// <summary>How many degrees a unit of the GEOGCS term is.</summary>
    public static double DegreesPerUnit(WktNode geographic)
    {
        var degrees = double.RadiansToDegrees(geographic.Find("UNIT")?.Number(1) ?? Math.PI / 180);

        // Files cut the seventeenth part of a radian after fifteen digits; a degree is meant.
        return Math.Abs(degrees - 1) < 1e-9 ? 1 : degrees;
    }

    /// <summary>How far east of Greenwich the term's prime meridian is: in degrees whatever the term's unit, as all programs write it.</summary>
    public static double MeridianOf(WktNode geographic) => geographic.Find("PRIMEM")?.Number(1) ?? 0;

    private static string Usual(string name) => name.ToLowerInvariant() switch
    {
        "latitude_of_center" or "latitude_of_centre" => "latitude_of_origin",
        "longitude_of_center" or "longitude_of_centre" or "longitude_of_origin" => "central_meridian",
        var usual => usual,
    };

    // ProjNET wants every parameter, some by two names, and Mercator's standard parallel as a scale.
    private WktProjection Completed(WktNode geographic)
    {
        var all = new Dictionary<string, double>(Parameters);
        foreach (var missing in new[] { "latitude_of_origin", "central_meridian", "false_easting", "false_northing" })
            all.TryAdd(missing, 0);
        if (Method == "Mercator_1SP" && all.Remove("standard_parallel_1", out var parallel))
            all["scale_factor"] = all.GetValueOrDefault("scale_factor", 1) * MercatorScale(geographic, parallel);
        all.TryAdd("scale_factor", 1);
        if (Method == "Lambert_Conformal_Conic_2SP")
        {
            all.TryAdd("standard_parallel_1", all["latitude_of_origin"]);
            all.TryAdd("standard_parallel_2", all["standard_parallel_1"]);
        }

        if (Method is "Albers_Conic_Equal_Area" or "Krovak")
            (all["latitude_of_center"], all["longitude_of_center"]) = (all["latitude_of_origin"], all["central_meridian"]);
        return new WktProjection(Method, all);
    }

    private static double MercatorScale(WktNode geographic, double parallel)
    {
        var flattening = geographic.Find("DATUM")?.Find("SPHEROID", "ELLIPSOID")?.Number(2) is { } inverse and > 0 ? 1 / inverse : 0;
        var sine = Math.Sin(double.DegreesToRadians(parallel));
        return Math.Cos(double.DegreesToRadians(parallel)) / Math.Sqrt(1 - flattening * (2 - flattening) * sine * sine);
    }

    private double Of(string name, double missing = 0) => Parameters.GetValueOrDefault(name, missing);
}
