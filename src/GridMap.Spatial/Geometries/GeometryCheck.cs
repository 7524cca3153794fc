using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace GridMap.Spatial.Geometries;

/// <summary>Tells the first defect of a geometry in WGS 84 longitude and latitude, in one sentence.</summary>
public static class GeometryCheck
{
    /// <summary>The most vertices one feature may have: repairing a self-crossing scribble larger than this takes many seconds.</summary>
    public const int MostVertices = 50_000;

    /// <summary>Largest longitude, degrees.</summary>
    public const double LongitudeLimit = 180;

    /// <summary>Largest latitude, degrees: where the square world of Web Mercator tiles ends.</summary>
    public const double LatitudeLimit = 85.05;

    /// <summary>The first defect of a geometry; null when it is sound.</summary>
    public static GeometryDefect? FirstDefect(Geometry geometry) =>
        DefectOfSize(geometry)
        ?? geometry.Coordinates.Select(DefectOfPosition).FirstOrDefault(defect => defect is not null)
        ?? DefectOfRings(geometry);

    /// <summary>The first defect of one position; null when it is sound.</summary>
    /// <param name="longitude">Degrees.</param>
    /// <param name="latitude">Degrees.</param>
    public static GeometryDefect? FirstDefect(double longitude, double latitude) => DefectOfPosition(new(longitude, latitude));

    /// <summary>The first defect of a polygon's ring as a file gives it, before NTS would throw at it; null when it can become a ring.</summary>
    public static GeometryDefect? FirstDefectOfRing(IReadOnlyList<Coordinate> ring)
    {
        if (ring.Count == 0)
            return new(GeometryDefectKind.Empty, "The polygon has a ring without positions.");
        if (ring.Count > MostVertices)
            return TooManyVertices(ring.Count);
        if (ring.Select(DefectOfPosition).FirstOrDefault(defect => defect is not null) is { } misplaced)
            return misplaced;
        if (!ring[0].Equals2D(ring[^1]))
            return new(
                GeometryDefectKind.UnclosedRing,
                $"The ring that starts at {Name(ring[0])} ends at {Name(ring[^1])} and is not closed.",
                ring[^1]);
        if (ring.Count < 4)
            return new(
                GeometryDefectKind.TooFewPoints,
                $"The ring at {Name(ring[0])} has {ring.Count} positions; a closed ring needs at least four.",
                ring[0]);

        return null;
    }

    /// <summary>A valid polygon or multipolygon made of a defective one; points and lines that fall out of it are dropped.</summary>
    /// <returns>Null when nothing polygonal is left, or when it has more than <see cref="MostVertices"/> vertices.</returns>
    public static Geometry? Repair(Geometry geometry)
    {
        if (geometry.NumPoints > MostVertices)
            return null;

        var polygons = PolygonExtracter.GetPolygons(GeometryFixer.Fix(geometry)).Where(polygon => !polygon.IsEmpty).ToArray();
        return polygons switch
        {
            [] => null,
            [var only] => only,
            _ => geometry.Factory.CreateMultiPolygon([.. polygons.Cast<Polygon>()]),
        };
    }

    private static GeometryDefect? DefectOfSize(Geometry geometry)
    {
        if (geometry.IsEmpty)
            return new(GeometryDefectKind.Empty, $"The {geometry.GeometryType} is empty.");
        return geometry.NumPoints > MostVertices ? TooManyVertices(geometry.NumPoints) : null;
    }

    private static GeometryDefect TooManyVertices(int count) =>
        new(GeometryDefectKind.TooManyVertices, $"The feature has {count} vertices, more than the {MostVertices} GridMap takes in one feature.");

    private static GeometryDefect? DefectOfPosition(Coordinate place)
    {
        if (!double.IsFinite(place.X) || !double.IsFinite(place.Y))
            return new(GeometryDefectKind.NotFinite, $"The position {Name(place)} is not a pair of finite numbers.", place);
        if (IsInRange(place.X, place.Y))
            return null;
        if (Math.Abs(place.Y) > 90 && IsInRange(place.Y, place.X))
            return new(
                GeometryDefectKind.SwappedAxes,
                $"The position {Name(place)} has a latitude beyond 90 degrees; longitude and latitude look swapped.",
                place);

        return new(
            GeometryDefectKind.OutOfRange,
            $"The position {Name(place)} lies outside longitude ±{LongitudeLimit} and latitude ±{LatitudeLimit} degrees; is the coordinate system right?",
            place);
    }

    private static bool IsInRange(double longitude, double latitude) =>
        Math.Abs(longitude) <= LongitudeLimit && Math.Abs(latitude) <= LatitudeLimit;

    private static GeometryDefect? DefectOfRings(Geometry geometry)
    {
        if (new IsValidOp(geometry).ValidationError is not { } error)
            return null;

        var (what, where) = (geometry.GeometryType, Name(error.Coordinate));
        return error.ErrorType == TopologyValidationErrors.TooFewPoints
            ? new(GeometryDefectKind.TooFewPoints, $"A part of the {what} at {where} has too few different positions.", error.Coordinate)
            : new(GeometryDefectKind.InvalidRing, $"The {what} is not valid at {where}: {Describe(error.ErrorType)}.", error.Coordinate);
    }

    private static string Describe(TopologyValidationErrors error) => error switch
    {
        TopologyValidationErrors.SelfIntersection => "its rings cross",
        TopologyValidationErrors.RingSelfIntersection => "a ring touches itself",
        TopologyValidationErrors.HoleOutsideShell => "a hole lies outside its shell",
        TopologyValidationErrors.NestedHoles => "a hole lies within a hole",
        TopologyValidationErrors.NestedShells => "a part lies within another part",
        TopologyValidationErrors.DuplicateRings => "a ring is there twice",
        TopologyValidationErrors.DisconnectedInteriors => "holes cut its inside in two",
        _ => "its rings do not bound an area",
    };

    /// <summary>A position as sentences name it.</summary>
    public static string Name(Coordinate place) => $"({Name(place.X)}, {Name(place.Y)})";

    // Nonsense can have three hundred digits.
    private static string Name(double ordinate) => ordinate.ToString(Math.Abs(ordinate) < 1e12 ? "0.#######" : "R", CultureInfo.InvariantCulture);
}
