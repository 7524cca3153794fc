using GridMap.Spatial.Coordinates.Projected;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using Datum = GridMap.Spatial.Coordinates.Projected.Datum;

namespace GridMap.Spatial.Coordinates;

/// <summary>Builds coordinate systems from their EPSG parameters.</summary>
internal static class ProjectedSystems
{
    private static readonly CoordinateSystemFactory Factory = new();
    private static readonly CoordinateTransformationFactory Transformations = new();

    public static CoordinateSystem? Create(int srid) => srid switch
    {
        Srid.Wgs84 => CoordinateSystems.Wgs84,
        Srid.Cgcs2000 => Geographic(Datum.Cgcs2000, "China Geodetic Coordinate System 2000"),
        4610 => Geographic(Datum.Xian1980, "Xian 1980"),
        4214 => Geographic(Datum.Beijing1954, "Beijing 1954"),
        Srid.WebMercator => WebMercator(),
        2326 => TransverseMercator(
            2326, "Hong Kong 1980 Grid System", Datum.HongKong1980, new(114 + 10 / 60d + 42.8 / 3600, 22 + 18 / 60d + 43.68 / 3600, 1, 836_694.05, 819_069.8), AxisOrder.NorthEast),
        >= 32601 and <= 32660 => Utm(srid, srid - 32600, north: true),
        >= 32701 and <= 32760 => Utm(srid, srid - 32700, north: false),
        _ when Array.Find(GaussKrugerBand.All, band => band.Contains(srid)) is { } band => GaussKruger(srid, band),
        _ => null,
    };

    /// <summary>A projection of ProjNET's between its metres and degrees on the datum's ellipsoid, then that datum's way to WGS 84.</summary>
    /// <exception cref="NotSupportedException">ProjNET knows no projection of that name.</exception>
    public static Conversion Project(Datum datum, string projection, IReadOnlyDictionary<string, double> parameters)
    {
        var horizontal = Factory.CreateHorizontalDatum(datum.Name, DatumType.HD_Geocentric, datum.Ellipsoid, null);
        var geographic = Factory.CreateGeographicCoordinateSystem(
            datum.Name, AngularUnit.Degrees, horizontal, PrimeMeridian.Greenwich, new("Lon", AxisOrientationEnum.East), new("Lat", AxisOrientationEnum.North));
        var projected = Factory.CreateProjectedCoordinateSystem(
            datum.Name, geographic,
            Factory.CreateProjection(projection, projection, [.. parameters.Select(parameter => new ProjectionParameter(parameter.Key, parameter.Value))]),
            LinearUnit.Metre, new("East", AxisOrientationEnum.East), new("North", AxisOrientationEnum.North));
        return WithDatum(Between(projected), datum);
    }

    private static CoordinateSystem Geographic(Datum datum, string name) =>
        new($"EPSG:{datum.GeographicSrid}", name, datum.Shift)
        {
            Srid = datum.GeographicSrid,
            IsGeographic = true,
            DatumCaveat = datum.Caveat,
            EpsgAxisOrder = AxisOrder.NorthEast,
        };

    // Built from its WKT instead, ProjNET's Web Mercator is up to 30 km off: it ignores that the sphere stands on the ellipsoid.
    private static CoordinateSystem WebMercator() =>
        new("EPSG:3857", "WGS 84 / Pseudo-Mercator", Between(ProjectedCoordinateSystem.WebMercator)) { Srid = Srid.WebMercator };

    private static CoordinateSystem GaussKruger(int srid, GaussKrugerBand band) =>
        TransverseMercator(
            srid, band.NameOf(srid), band.Datum, new(band.MeridianOf(srid), 0, 1, band.FalseEastingOf(srid), 0), AxisOrder.NorthEast);

    private static CoordinateSystem Utm(int srid, int zone, bool north) =>
        TransverseMercator(
            srid, $"WGS 84 / UTM zone {zone}{(north ? 'N' : 'S')}", Datum.Wgs84, new(6 * zone - 183, 0, 0.9996, 500_000, north ? 0 : 10_000_000), AxisOrder.EastNorth);

    private static CoordinateSystem TransverseMercator(int srid, string name, Datum datum, TransverseMercator projection, AxisOrder epsgOrder) =>
        new($"EPSG:{srid}", name, Project(datum, "Transverse_Mercator", projection.Parameters))
        {
            Srid = srid,
            DatumCaveat = datum.Caveat,
            EpsgAxisOrder = epsgOrder,
            Datum = datum,
            Projection = projection,
        };

    private static Conversion Between(ProjectedCoordinateSystem projected)
    {
        var geographic = projected.GeographicCoordinateSystem;
        var inverse = Transformations.CreateFromCoordinateSystems(projected, geographic).MathTransform;
        var forward = Transformations.CreateFromCoordinateSystems(geographic, projected).MathTransform;
        return new Conversion((x, y) => inverse.Transform(x, y), (longitude, latitude) => forward.Transform(longitude, latitude));
    }

    // CGCS2000 is taken as WGS 84, and so are Xi'an 1980 and Beijing 1954, which say so in their caveat.
    private static Conversion WithDatum(Conversion projection, Datum datum) =>
        datum.Shift is null ? projection : projection.Then(datum.Shift);
}
