using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace GridMap.Spatial.Coordinates;

/// <summary>Builds coordinate systems from their EPSG parameters.</summary>
internal static class ProjectedSystems
{
    private static readonly CoordinateSystemFactory Factory = new();
    private static readonly CoordinateTransformationFactory Transformations = new();
    private static readonly Ellipsoid Cgcs2000Ellipsoid =
        Factory.CreateFlattenedSphere("CGCS2000", 6_378_137, 298.257222101, LinearUnit.Metre);

    public static CoordinateSystem? Create(int srid) => srid switch
    {
        Srid.Wgs84 => CoordinateSystems.Wgs84,
        Srid.Cgcs2000 => new CoordinateSystem(srid, "China Geodetic Coordinate System 2000"),
        Srid.WebMercator => WebMercator(),
        >= 4491 and <= 4501 => GaussKruger(srid, $"zone {srid - 4478}", 75 + 6 * (srid - 4491), 500_000 + 1_000_000d * (srid - 4478)),
        >= 4502 and <= 4512 => GaussKruger(srid, $"CM {75 + 6 * (srid - 4502)}E", 75 + 6 * (srid - 4502), 500_000),
        >= 4513 and <= 4533 => GaussKruger(srid, $"3-degree zone {srid - 4488}", 75 + 3 * (srid - 4513), 500_000 + 1_000_000d * (srid - 4488)),
        >= 4534 and <= 4554 => GaussKruger(srid, $"3-degree CM {75 + 3 * (srid - 4534)}E", 75 + 3 * (srid - 4534), 500_000),
        >= 32601 and <= 32660 => Utm(srid, srid - 32600, north: true),
        >= 32701 and <= 32760 => Utm(srid, srid - 32700, north: false),
        _ => null,
    };

    // Built from its WKT instead, ProjNET's Web Mercator is up to 30 km off: it ignores that the sphere stands on the ellipsoid.
    private static CoordinateSystem WebMercator() =>
        new(Srid.WebMercator, "WGS 84 / Pseudo-Mercator", Inverse(ProjectedCoordinateSystem.WebMercator));

    private static CoordinateSystem GaussKruger(int srid, string zone, double centralMeridian, double falseEasting) =>
        TransverseMercator(srid, $"CGCS2000 / Gauss-Krüger {zone}", Cgcs2000Ellipsoid, centralMeridian, 1, falseEasting, 0);

    private static CoordinateSystem Utm(int srid, int zone, bool north) =>
        TransverseMercator(
            srid, $"WGS 84 / UTM zone {zone}{(north ? 'N' : 'S')}", Ellipsoid.WGS84, 6 * zone - 183, 0.9996, 500_000, north ? 0 : 10_000_000);

    private static CoordinateSystem TransverseMercator(
        int srid, string name, Ellipsoid ellipsoid, double centralMeridian, double scale, double falseEasting, double falseNorthing)
    {
        var datum = Factory.CreateHorizontalDatum(name, DatumType.HD_Geocentric, ellipsoid, null);
        var geographic = Factory.CreateGeographicCoordinateSystem(
            name, AngularUnit.Degrees, datum, PrimeMeridian.Greenwich, new("Lon", AxisOrientationEnum.East), new("Lat", AxisOrientationEnum.North));
        var projection = Factory.CreateProjection(name, "Transverse_Mercator",
        [
            new("latitude_of_origin", 0), new("central_meridian", centralMeridian), new("scale_factor", scale),
            new("false_easting", falseEasting), new("false_northing", falseNorthing),
        ]);
        var projected = Factory.CreateProjectedCoordinateSystem(
            name, geographic, projection, LinearUnit.Metre, new("East", AxisOrientationEnum.East), new("North", AxisOrientationEnum.North));
        return new CoordinateSystem(srid, name, Inverse(projected), falseEasting);
    }

    // To the system's own longitude and latitude: no datum shift, CGCS2000 is taken as WGS 84.
    private static MathTransform Inverse(ProjectedCoordinateSystem projected) =>
        Transformations.CreateFromCoordinateSystems(projected, projected.GeographicCoordinateSystem).MathTransform;
}
