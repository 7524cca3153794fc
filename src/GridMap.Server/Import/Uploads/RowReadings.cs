using System.Globalization;
using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Uploads;

/// <summary>Reads the sampled rows as an import would, and says field by field what would be stored.</summary>
internal sealed class RowReadings
{
    private const string GeometryField = "geometry";
    private readonly Layer _layer;
    private readonly SourceSample _sample;
    private readonly FieldBinding _binding;
    private readonly ImportSession _session;
    private readonly FieldReader _reader;
    private readonly ShapeGate? _gate;
    private readonly CoordinateSystem? _crs;
    private readonly TimeZoneInfo _zone;
    private readonly int[] _positions;

    public RowReadings(ImportSession session, SourceSample sample, FieldBinding binding, CoordinateSystem? crs, TimeZoneInfo zone)
    {
        (_layer, _session, _sample, _binding, _crs, _zone) = (session.Request.Layer, session, sample, binding, crs, zone);
        _reader = new(binding, session.Time);
        _gate = crs is null ? null : new(_layer, binding, crs, session.Request.DefectsAcceptedBecause is not null, session.Findings);
        _positions = [.. binding.Columns.Select(sample.IndexOf)];
    }

    /// <summary>A row as it will read, and its shape in WGS 84.</summary>
    public (PreviewReading Reading, Geometry? Shape) Read(SourceRow raw)
    {
        var row = raw with { Values = [.. _positions.Select(at => at < 0 ? null : raw.Values.ElementAtOrDefault(at))] };
        if (raw.Shape is { } shape) row = _crs is null ? row with { Shape = null } : Convert(row, shape, _crs);
        _reader.Turn(row);
        var key = row.Fault is null ? _reader.Text(_layer.KeyField) : null;
        // While the coordinate system has to be asked, nothing can be said of shapes.
        var stored = _gate?.Take(_reader) ?? default;
        var values = row.Fault is null ? _layer.Read(_reader, stored, _session) : [];
        var faults = _reader.Problems.Select(problem => new PreviewFault(FieldOf(problem.Column), problem.Reason)).Distinct().ToList();
        return (new(row.Line, Texts(values, key, stored.Geometry), faults, _reader.IsLeftOut), stored.Geometry ?? row.Shape);
    }

    private static SourceRow Convert(SourceRow row, Geometry shape, CoordinateSystem crs)
    {
        var box = shape.EnvelopeInternal;
        var refusal = box.IsNull ? null : crs.Refuse(box.MinX, box.MinY) ?? crs.Refuse(box.MaxX, box.MaxY);
        var converted = refusal is null ? crs.ToWgs84(shape) : shape;
        if (refusal is null && !LiesOnEarth(converted.EnvelopeInternal))
            refusal = $"The position {box.MinX:0.###}, {box.MinY:0.###} is nowhere in {crs.Name}; check the coordinate system.";
        return refusal is null
            ? row with { Shape = converted }
            : row with { Shape = null, Fault = row.Fault ?? refusal, FaultColumn = row.FaultColumn ?? GeometryField };
    }

    // Numbers that are none compare as false.
    private static bool LiesOnEarth(Envelope box) => box.IsNull || box is { MinX: >= -180, MaxX: <= 180, MinY: >= -90, MaxY: <= 90 };

    private string? FieldOf(string? column)
    {
        if (column is null or GeometryField) return column;
        return _layer.Fields.Select(field => field.Name).FirstOrDefault(field => _binding.Find(field)?.Mapped.Column == column || field == column);
    }

    private Dictionary<string, string?> Texts(object?[] values, string? key, Geometry? shape)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal) { [_layer.KeyField] = key };
        foreach (var (at, column) in _layer.Columns.Index())
            if (at < values.Length && Field(column.Name) is { } field) texts[field] = Shown(values[at]);
        if (shape is Point point && _binding.Has("longitude"))
            (texts["longitude"], texts["latitude"]) = (Degrees(point.X), Degrees(point.Y));
        return texts;
    }

    // Columns of the staging table are called like the fields, in the database's way.
    private string? Field(string column)
    {
        var plain = column.Replace("_", "", StringComparison.Ordinal);
        return _layer.Fields.Select(field => field.Name).FirstOrDefault(field => field.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    private string? Shown(object? value) => value switch
    {
        DateTimeOffset time => TimeZoneInfo.ConvertTime(time, _zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => text.Length > 200 ? text[..200] + "…" : text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Degrees(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
