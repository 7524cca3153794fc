using GridMap.Server.Import.Mapping;
using GridMap.Spatial.Coordinates;
using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Layers;

/// <summary>Lets a row's geometry in, in the form its layer stores, or refuses the row with the place of the fault.</summary>
internal sealed class ShapeGate(Layer layer, FieldBinding binding, CoordinateSystem crs, bool acceptsDefects, Findings findings)
{
    private const string Column = "geometry";
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), Srid.Wgs84);
    private readonly bool _hasCoordinates = binding.Has("longitude");

    public RowShape Take(FieldReader row)
    {
        if (layer.Shape == ShapeKind.None || row.Row.Fault is not null) return default;
        if (layer.Shape == ShapeKind.Point && _hasCoordinates) return new(FromColumns(row));
        if (row.Row.Shape is not { } shape) return Refuse(row, "The feature has no geometry.");
        if (!IsOfKind(shape)) return Refuse(row, $"The geometry is a {shape.GeometryType}; {layer.Name} are {Wanted()}.");
        if (GeometryCheck.FirstDefect(shape) is { } defect) return Defective(row, shape, defect);
        return new(AsStored(shape));
    }

    private Point? FromColumns(FieldReader row)
    {
        var before = row.Problems.Count;
        var (x, y) = (row.Number("longitude"), row.Number("latitude"));
        if (row.Problems.Count > before) return null;
        var missing = x is null ? "longitude" : y is null ? "latitude" : null;
        var reason = missing is not null ? $"The {missing} is missing." : crs.Refuse(x!.Value, y!.Value);
        var (longitude, latitude) = reason is null ? crs.ToWgs84(x!.Value, y!.Value) : default;
        reason ??= GeometryCheck.FirstDefect(longitude, latitude)?.Message;
        if (reason is null) return Factory.CreatePoint(new Coordinate(longitude, latitude));
        row.Refuse(row.Column(missing ?? "longitude"), reason);
        return null;
    }

    private RowShape Defective(FieldReader row, Geometry shape, GeometryDefect defect)
    {
        if (!defect.IsRepairable || layer.Shape != ShapeKind.Area) return Refuse(row, defect.Message);
        if (!acceptsDefects)
            return Refuse(row, defect.Message + " Correct it, or accept defects with a written reason to store it repaired.");
        if (GeometryCheck.Repair(shape) is not { } repaired) return Refuse(row, defect.Message + " It cannot be repaired.");
        if (row.Problems.Count == 0 && !row.IsLeftOut)
            findings.Repair(row.Row.Line, Column, row.Text(layer.KeyField), defect.Message);
        return new(AsStored(repaired), shape);
    }

    private static RowShape Refuse(FieldReader row, string reason)
    {
        row.Refuse(Column, reason);
        return default;
    }

    private bool IsOfKind(Geometry shape) => layer.Shape switch
    {
        ShapeKind.Point => shape is Point,
        ShapeKind.Line => shape is LineString or MultiLineString,
        _ => shape is Polygon or MultiPolygon,
    };

    private string Wanted() => layer.Shape switch
    {
        ShapeKind.Point => "points",
        ShapeKind.Line => "lines (LineString, MultiLineString)",
        _ => "areas (Polygon, MultiPolygon)",
    };

    private static Geometry AsStored(Geometry shape) => shape switch
    {
        Polygon polygon => Factory.CreateMultiPolygon([polygon]),
        MultiPolygon parts => Factory.CreateMultiPolygon([.. parts.Geometries.Cast<Polygon>()]),
        LineString line => Factory.CreateMultiLineString([line]),
        _ => shape,
    };
}
