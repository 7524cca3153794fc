using GridMap.Server.Import;
using GridMap.Server.Import.Files;
using GridMap.Spatial.Coordinates;
using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>What GridMap makes of one layer of one file, without a mapping: every row with every column.</summary>
internal sealed class FileReading
{
    public required string Path { get; init; }

    public string Format { get; private set; } = "";

    public string Layer { get; private set; } = "";

    public bool IsFirstLayer { get; private init; }

    public int Rows { get; private set; }

    public int Refused { get; private set; }

    public int WithoutShape { get; private set; }

    public int Invalid { get; private set; }

    public string Encoding { get; private set; } = "";

    public string Crs { get; private set; } = "";

    /// <summary>The first text that is not ASCII, as it reads.</summary>
    public string Sample { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public bool IsRefusedWhole { get; private set; }

    public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads every layer of a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What the table calls it.</param>
    public static IEnumerable<FileReading> OfAll(string path, string shown)
    {
        using var raw = FolderArchive.Open(path);
        foreach (var (index, layer) in Layers(raw, path).Index())
        {
            var reading = new FileReading { Path = shown, IsFirstLayer = index == 0 };
            try
            {
                using var file = ImportFile.Probe(raw, System.IO.Path.GetFileName(path), null, 500_000_000, layer);
                reading.Read(file);
            }
            catch (FileRefusedException refused)
            {
                reading.IsRefusedWhole = true;
                reading.Sentence = refused.Message;
            }

            yield return reading;
        }
    }

    private static IReadOnlyList<string?> Layers(Stream raw, string name)
    {
        try
        {
            using var file = ImportFile.Probe(raw, name, null, 500_000_000);
            return file.Layers.Count > 1 ? [.. file.Layers] : [null];
        }
        catch (FileRefusedException)
        {
            return [null];
        }
    }

    private void Read(ImportFile file)
    {
        (Format, Layer) = (file.Format.ToString(), file.Layer ?? "");
        Encoding = TextEncodings.NameOf(file.Encoding) + (file.EncodingSource == EncodingSource.Format ? "" : ", " + file.EncodingSource.ToString().ToLowerInvariant());
        if (file.EncodingSource == EncodingSource.Format) Encoding = "";
        var columns = Columns(file);
        using var rows = RowSource.Open(file);
        var crs = FindCrs(rows);
        foreach (var row in rows.Read(columns, crs ?? CoordinateSystems.Wgs84)) Take(row, rows, crs is not null);
        if (Sentence.Length == 0 && Rows == 0) Sentence = "The file holds no rows.";
        if (Sentence.Length == 0 && rows.MustAskCrs) Sentence = "The file does not say in which coordinate system it is, and is asked about.";
        if (Sentence.Length == 0 && WithoutShape > 0) Sentence = "The feature has no geometry (first of those).";
    }

    // The coordinates as the file has them: projecting rounds, and what touches then no longer does.
    private List<string> Columns(ImportFile file)
    {
        using var rows = RowSource.Open(file);
        foreach (var row in rows.Read([], CoordinateSystems.Wgs84))
            if (row.Shape is { IsEmpty: false, IsValid: false }) Invalid++;
        return [.. rows.ColumnsMet.GroupBy(name => name).Where(name => name.Count() == 1).Select(name => name.Key)];
    }

    private CoordinateSystem? FindCrs(RowSource rows)
    {
        if (rows.Crs is null)
        {
            Crs = rows.MustAskCrs ? "asked" : rows.HasShapes ? "EPSG:4326" : "";
            return rows.MustAskCrs ? null : CoordinateSystems.Wgs84;
        }

        if (CoordinateSystems.TryGet(rows.Crs, out var system, out var refusal))
        {
            Crs = system.Id.Length < 30 ? system.Id : system.Name;
            return system;
        }

        (Crs, Sentence) = ("not read", $"The file's coordinate system cannot be used: {refusal}");
        return null;
    }

    private void Take(SourceRow row, RowSource source, bool isCrsKnown)
    {
        Rows++;
        if (Sample.Length == 0) Sample = row.Values.FirstOrDefault(text => text?.Any(c => c > 0x7F) == true) ?? "";
        if (row.Shape is { } shape) Types.Add(shape.GeometryType.ToUpperInvariant());
        else if (source.HasShapes && row.Fault is null) WithoutShape++;
        var defect = row.Fault ?? (row.Shape is null ? null : isCrsKnown ? GeometryCheck.FirstDefect(row.Shape)?.Message : Validity(row.Shape));
        if (defect is null) return;
        Refused++;
        if (Sentence.Length == 0) Sentence = $"{source.Place} {row.Line}: {defect}";
    }

    private static string? Validity(Geometry shape) =>
        new IsValidOp(shape).ValidationError is { } error ? $"The {shape.GeometryType} is not valid: {error.Message}." : null;
}
