using GridMap.Spatial.Coordinates;
using GridMap.Spatial.Geometries;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files;

/// <summary>Makes geometries in WGS 84 out of positions in a file's coordinate system; heights and measures are dropped.</summary>
/// <param name="crs">Coordinate system of the positions.</param>
internal sealed class ShapeBuilder(CoordinateSystem crs)
{
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), Srid.Wgs84);

    /// <exception cref="FaultException">It cannot be meant in this coordinate system.</exception>
    public Coordinate Position(double x, double y)
    {
        if (crs.Refuse(x, y) is { } refusal) throw new FaultException(refusal);
        var (longitude, latitude) = crs.ToWgs84(x, y);
        return new(longitude, latitude);
    }

    /// <exception cref="FaultException">It has a single position.</exception>
    public static LineString Line(Coordinate[] positions) => positions.Length == 1
        ? throw new FaultException("The line has one position; it needs at least two.")
        : Factory.CreateLineString(positions);

    /// <summary>One point, or several in one geometry.</summary>
    public static Geometry Points(Coordinate[] positions) =>
        positions is [var only] ? Factory.CreatePoint(only) : Factory.CreateMultiPointFromCoords(positions);

    /// <summary>One line, or several in one geometry.</summary>
    public static Geometry Lines(IReadOnlyList<LineString> lines) =>
        lines is [var only] ? only : Factory.CreateMultiLineString([.. lines]);

    /// <exception cref="FaultException">It is not closed, or too short.</exception>
    public static LinearRing Ring(Coordinate[] positions)
    {
        if (positions.Length == 0) throw new FaultException("The polygon has a ring without positions.");
        if (!positions[0].Equals2D(positions[^1]))
            throw new FaultException($"The ring that starts at {Name(positions[0])} ends at {Name(positions[^1])} and is not closed.");
        return positions.Length < 4
            ? throw new FaultException($"The ring at {Name(positions[0])} has {positions.Length} positions; a closed ring needs at least four.")
            : Factory.CreateLinearRing(positions);
    }

    /// <summary>
    /// Rings as shapefiles write them, shells clockwise and holes counter-clockwise in any order: each hole goes to the smallest
    /// shell around it, and a ring turned like a hole that lies in no shell is one itself.
    /// </summary>
    public static Geometry Polygons(IReadOnlyList<LinearRing> rings)
    {
        var shells = rings.Where(ring => !ring.IsCCW).Select(ring => (Ring: ring, Area: Area.OfRing(ring.CoordinateSequence))).OrderBy(shell => shell.Area).ToArray();
        var holes = shells.ToDictionary(shell => shell.Ring, _ => new List<LinearRing>());
        foreach (var hole in rings.Where(ring => ring.IsCCW))
        {
            var around = Array.FindIndex(shells, shell => shell.Ring.EnvelopeInternal.Covers(hole.EnvelopeInternal) && IsWithin(hole, shell.Ring));
            if (around >= 0) holes[shells[around].Ring].Add(hole);
            else holes.Add(hole, []);
        }

        var polygons = holes.Select(shell => Factory.CreatePolygon(shell.Key, [.. shell.Value])).ToArray();
        return polygons is [var only] ? only : Factory.CreateMultiPolygon(polygons);
    }

    /// <summary>The geometry, unless it is larger than GridMap takes.</summary>
    /// <exception cref="FaultException">It has too many vertices.</exception>
    public static void RequireFew(long vertices)
    {
        if (vertices > GeometryCheck.MostVertices)
            throw new FaultException($"The feature has {vertices} vertices, more than the {GeometryCheck.MostVertices} GridMap takes in one feature.");
    }

    // A hole may touch its shell: the first of its positions that is not on it decides.
    private static bool IsWithin(LinearRing hole, LinearRing shell)
    {
        foreach (var position in hole.Coordinates)
        {
            var place = PointLocation.LocateInRing(position, shell.Coordinates);
            if (place != Location.Boundary) return place == Location.Interior;
        }

        return true;
    }

    private static string Name(Coordinate place) => GeometryCheck.Name(place);
}
