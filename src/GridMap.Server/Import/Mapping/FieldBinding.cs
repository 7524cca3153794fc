using System.Security.Cryptography;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;

namespace GridMap.Server.Import.Mapping;

/// <summary>Which of a layer's fields come from which columns of one file.</summary>
internal sealed class FieldBinding
{
    private readonly Dictionary<string, (MappedField Mapped, int Index)> _fields = new(StringComparer.Ordinal);
    private readonly Layer _layer;
    private readonly bool _isIdentity;

    private FieldBinding(Layer layer, IReadOnlyDictionary<string, MappedField> fields, bool isIdentity, string? crs)
    {
        _layer = layer;
        _isIdentity = isIdentity;
        var columns = fields.Values.Select(field => field.Column).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (field, mapped) in fields) _fields[field] = (mapped, columns.IndexOf(mapped.Column));
        Columns = columns;
        Fingerprint = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { crs, fields = fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToArray() }, ContractsJson.Options));
    }

    /// <summary>The columns to read, in this order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Of how columns are read: the same row read in another way is another content.</summary>
    public byte[] Fingerprint { get; }

    /// <summary>Binds a layer's fields to a file's columns.</summary>
    /// <exception cref="FileRefusedException">A field is unknown, a column is missing, or a required field comes from nowhere.</exception>
    public static FieldBinding Create(ImportRequest request, RowSource rows)
    {
        var (layer, mapping) = (request.Layer, request.Mapping);
        var fields = mapping?.Fields ?? Identity(layer, rows);
        foreach (var name in fields.Keys)
            if (layer.Fields.All(field => field.Name != name))
                throw new FileRefusedException($"The mapping names the field '{name}', which {layer.Name} do not have; they have: {string.Join(", ", layer.Fields.Select(field => field.Name))}.");
        var binding = new FieldBinding(layer, fields, mapping is null, request.Crs);
        if (rows.Header is { } header) binding.CheckColumns(header);
        binding.CheckRequired(rows);
        return binding;
    }

    /// <summary>Binds fields to columns without asking whether that is enough to import them.</summary>
    public static FieldBinding ForPreview(Layer layer, IReadOnlyDictionary<string, MappedField> fields) => new(layer, fields, isIdentity: false, crs: null);

    /// <summary>Where a field comes from; null when it is not in the file.</summary>
    public (MappedField Mapped, int Index)? Find(string field) => _fields.TryGetValue(field, out var found) ? found : null;

    /// <summary>Whether the file says anything about a field.</summary>
    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>Refuses a file none of whose rows had a column the mapping names, or a required one.</summary>
    public void CheckMet(IReadOnlyCollection<string> columnsMet)
    {
        foreach (var (name, (mapped, _)) in _fields)
            if (!columnsMet.Contains(mapped.Column) && (!_isIdentity || IsRequired(name)))
                throw Missing(mapped.Column, name, columnsMet);
    }

    private bool IsRequired(string name) => _layer.Fields.Any(field => field.Name == name && field.IsRequired);

    private void CheckColumns(IReadOnlyList<string> header)
    {
        foreach (var (name, (mapped, _)) in _fields)
            if (!header.Contains(mapped.Column)) throw Missing(mapped.Column, name, header);
    }

    private void CheckRequired(RowSource rows)
    {
        var needed = _layer.Fields.Where(field => field.IsRequired).Select(field => field.Name).ToList();
        // A table has no geometry of its own.
        if (!rows.HasShapes && _layer.Shape == ShapeKind.Point) needed.AddRange(["longitude", "latitude"]);
        if (!rows.HasShapes && _layer.Shape is ShapeKind.Line or ShapeKind.Area)
            throw new FileRefusedException($"A table cannot hold the shapes of {_layer.Name}; give a shapefile, GeoPackage, GeoJSON or KML file.");
        foreach (var name in needed.Where(name => !_fields.ContainsKey(name)))
            throw _isIdentity
                ? Missing(name, name, rows.Header ?? [])
                : new FileRefusedException($"The mapping does not say which column holds '{name}', which {_layer.Name} need.");
        if (Has("longitude") != Has("latitude"))
            throw new FileRefusedException("Longitude and latitude have to come together; one of them is missing.");
    }

    private static FileRefusedException Missing(string column, string field, IReadOnlyCollection<string> columns) => new(columns.Count > 0
        ? $"The file has no column '{column}' (for {field}); it has: {string.Join(", ", columns.Take(60))}."
        : $"The file has no columns, and so no '{column}' (for {field}); those of a shapefile are in the .dbf beside it.");

    // Columns called like the fields; a file of features may bring any of them.
    private static Dictionary<string, MappedField> Identity(Layer layer, RowSource rows) => layer.Fields
        .Where(field => (rows.Header?.Contains(field.Name) ?? true) && !(field.IsCoordinate && rows.HasShapes))
        .ToDictionary(field => field.Name, field => new MappedField(field.Name), StringComparer.Ordinal);
}
