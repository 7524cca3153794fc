using System.Text.Json;
using GridMap.Spatial.Coordinates;
using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files;

/// <summary>Builds geometries in WGS 84 from GeoJSON, and says what is wrong where none can be built.</summary>
/// <param name="crs">Coordinate system of the positions.</param>
internal sealed class GeoJsonShapes(CoordinateSystem crs)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), Srid.Wgs84);

    /// <summary>Builds one geometry; heights are dropped.</summary>
    /// <param name="geometry">A GeoJSON geometry, or JSON's null.</param>
    /// <param name="fault">What is wrong, where null is returned although there is a geometry.</param>
    public Geometry? Build(JsonElement geometry, out string? fault)
    {
        fault = null;
        if (geometry.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        try
        {
            return Build(geometry);
        }
        catch (FaultException found)
        {
            fault = found.Message;
            return null;
        }
    }

    private Geometry Build(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw new FaultException("The geometry has no type.");
        var name = type.GetString();
        if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
            throw new FaultException($"The {name} has no array of coordinates.");
        return name switch
        {
            "Point" => coordinates.GetArrayLength() == 0 ? Factory.CreatePoint() : Factory.CreatePoint(Position(coordinates)),
            "MultiPoint" when coordinates.GetArrayLength() == 1 => Factory.CreatePoint(Position(coordinates[0])),
            "LineString" => Line(coordinates),
            "MultiLineString" => Factory.CreateMultiLineString([.. Parts(coordinates).Select(Line)]),
            "Polygon" => Polygon(coordinates),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. Parts(coordinates).Select(Polygon)]),
            _ => throw new FaultException($"The geometry is a {name}, of which GridMap makes nothing."),
        };
    }

    private LineString Line(JsonElement coordinates)
    {
        var positions = Positions(coordinates);
        return positions.Length == 1
            ? throw new FaultException("The line has one position; it needs at least two.")
            : Factory.CreateLineString(positions);
    }

    private Polygon Polygon(JsonElement coordinates)
    {
        var rings = Parts(coordinates).Select(Ring).ToArray();
        return rings is [var shell, .. var holes] ? Factory.CreatePolygon(shell, holes) : Factory.CreatePolygon();
    }

    private LinearRing Ring(JsonElement coordinates)
    {
        var positions = Positions(coordinates);
        return GeometryCheck.FirstDefectOfRing(positions) is { } defect
            ? throw new FaultException(defect.Message)
            : Factory.CreateLinearRing(positions);
    }

    private Coordinate[] Positions(JsonElement coordinates)
    {
        var count = Parts(coordinates).Count();
        return count > GeometryCheck.MostVertices
            ? throw new FaultException($"A part has {count} vertices, more than the {GeometryCheck.MostVertices} GridMap takes in one feature.")
            : [.. coordinates.EnumerateArray().Select(Position)];
    }

    private static JsonElement.ArrayEnumerator Parts(JsonElement coordinates) => coordinates.ValueKind == JsonValueKind.Array
        ? coordinates.EnumerateArray()
        : throw new FaultException("An array of coordinates was expected and something else stands there.");

    private Coordinate Position(JsonElement position)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2)
            throw new FaultException("A position is not an array of at least two numbers.");
        var (x, y) = (Number(position[0]), Number(position[1]));
        if (crs.Refuse(x, y) is { } refusal) throw new FaultException(refusal);
        var (longitude, latitude) = crs.ToWgs84(x, y);
        return new(longitude, latitude);
    }

    private static double Number(JsonElement number)
    {
        if (number.ValueKind != JsonValueKind.Number)
            throw new FaultException($"A coordinate is {Shown(number)}, which is not a number.");
        // 1e400 is a number in JSON and infinity in memory.
        return number.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new FaultException($"A coordinate is {Shown(number)}, which is not a finite number.");
    }

    private static string Shown(JsonElement value) =>
        value.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : value.GetRawText();
}
