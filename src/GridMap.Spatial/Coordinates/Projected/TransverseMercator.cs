namespace GridMap.Spatial.Coordinates.Projected;

/// <summary>The parameters of a transverse Mercator projection; degrees and metres.</summary>
internal sealed record TransverseMercator(
    double CentralMeridian, double LatitudeOfOrigin, double Scale, double FalseEastingMetres, double FalseNorthingMetres)
{
    /// <summary>As WKT names them.</summary>
    public IReadOnlyDictionary<string, double> Parameters => new Dictionary<string, double>
    {
        ["latitude_of_origin"] = LatitudeOfOrigin,
        ["central_meridian"] = CentralMeridian,
        ["scale_factor"] = Scale,
        ["false_easting"] = FalseEastingMetres,
        ["false_northing"] = FalseNorthingMetres,
    };
}
