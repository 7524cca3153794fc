using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Imports;
using GridMap.Server.Audit;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>Shows what an uploaded file would be read as.</summary>
internal sealed class UploadPreviews(NpgsqlDataSource db, UploadStore store, PlaceDatum places)
{
    private const int MostRowsShown = 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string County, Guid UploadId, string Asked), Task<UploadPreview>> _running = [];
    private const int MostShapes = 500;
    private const int MostVertices = 100_000;

    /// <summary>
    /// Begins to read the file's first rows as asked; stores nothing. Whoever asks the same while it goes on gets the same, and
    /// it goes on when nobody waits for it any more.
    /// </summary>
    /// <returns>The preview, on its way; null where there is no such upload.</returns>
    /// <exception cref="FileRefusedException">Of the task: it cannot be read so.</exception>
    /// <exception cref="UploadGoneException">Of the task: its hour ended meanwhile.</exception>
    public async Task<Task<UploadPreview>?> BeginAsync(string countyCode, Guid uploadId, ReadUpload asked, Actor actor, CancellationToken ct)
    {
        if (await store.NameAsync(countyCode, uploadId, UploadStore.OwnerOf(actor), ct) is null) return null;
        var question = (countyCode, uploadId, JsonSerializer.Serialize(asked, ContractsJson.Options));
        lock (_lock)
        {
            if (_running.TryGetValue(question, out var running)) return running;
            // Off the request's thread: a large file is fetched from the database first.
            return _running[question] = Task.Run(() => AnswerAsync(question, asked, actor), CancellationToken.None);
        }
    }

    private async Task<UploadPreview> AnswerAsync((string County, Guid UploadId, string Asked) question, ReadUpload asked, Actor actor)
    {
        try
        {
            var upload = await store.FindAsync(question.County, question.UploadId, actor, CancellationToken.None) ?? throw new UploadGoneException();
            return await ShowAsync(upload, question.County, Layer.Find(asked.Target)!, asked, actor, CancellationToken.None);
        }
        finally
        {
            lock (_lock) _running.Remove(question);
        }
    }

    private async Task<UploadPreview> ShowAsync(KeptUpload upload, string countyCode, Layer layer, ReadUpload asked, Actor actor, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        var county = await PreviewCounty.LoadAsync(connection, countyCode, ct);
        var columns = await upload.LookAsync(asked.SourceLayer, asked.Encoding, (_, sample) => sample?.Columns, ct);
        var known = asked.Fields is null && columns is not null ? await RememberedMappings.FindAsync(connection, countyCode, layer.Name, columns, ct) : null;
        var (seen, found, crs) = await upload.LookAsync(asked.SourceLayer, asked.Encoding, (file, sample) => sample is null
            ? (MustChoose(file, layer), [], null)
            : Show(file, sample, county, new(layer, countyCode, Stream.Null, file.Name) { Actor = actor, Crs = asked.Crs }, connection, asked.Fields, known), ct);
        if (crs is null || found is [] || layer.Shape != ShapeKind.Point) return seen;
        var finding = await places.JudgeAsync(connection, countyCode, layer.Name, found, crs, ct);
        return seen with { Datum = finding is null ? null : PlaceDatum.Hint(finding) };
    }

    private static (UploadPreview Seen, List<ReadPlace> Places, CoordinateSystem? Crs) Show(
        ImportFile file, SourceSample sample, PreviewCounty county, ImportRequest request, NpgsqlConnection connection,
        IReadOnlyDictionary<string, MappedField>? asked, IReadOnlyDictionary<string, MappedField>? known)
    {
        var layer = request.Layer;
        var fields = Complete(layer.Name, asked, sample) ?? known ?? MappingGuess.Of(layer, sample);
        var (answer, crs) = CrsQuestion.Ask(request.Crs, sample, layer.Shape == ShapeKind.None ? new Dictionary<string, MappedField>() : fields, county.Bounds);
        var session = Session(file, county, request, connection);
        var readings = new RowReadings(session, sample, FieldBinding.ForPreview(layer, fields), crs, county.Zone);
        var read = sample.Rows.Select(row => (Row: row, Read: readings.Read(row))).ToList();
        var shapes = read.Where(row => row.Read.Shape is { IsEmpty: false }).Take(MostShapes).ToList();
        var places = shapes.Where(row => row.Read.Shape is Point).Select(row => PlaceOf(layer, row.Read.Reading, row.Read.Shape!)).ToList();
        return (Empty(file, layer) with
        {
            Place = sample.Place,
            RowsSeen = sample.Rows.Count,
            SawAll = sample.IsWhole,
            Columns = sample.Columns,
            Rows = [.. sample.Rows.Take(MostRowsShown).Select(row => new PreviewRow(row.Line, row.Values))],
            Fields = fields,
            FieldsFrom = asked is not null ? "asked" : known is not null ? "remembered" : "guessed",
            Targets = [.. layer.Fields.Select(field => Target(layer.Name, field, fields, sample))],
            Readings = [.. read.Take(MostRowsShown).Select(row => row.Read.Reading)],
            RowsAtFault = read.Count(row => row.Read.Reading is { Faults.Count: > 0, IsLeftOut: false }),
            Crs = answer,
            Shapes = Features(shapes.Select(row => (row.Row.Line, NameOf(layer, row.Read.Reading), row.Read.Shape!))),
            Outlines = Features(county.Outlines.Select(outline => (0, (string?)outline.Code, outline.Shape))),
            Datum = crs is null || layer.Shape is ShapeKind.None or ShapeKind.Point ? null : Datum(shapes.Select(row => row.Read.Shape!), county, crs),
            Refusal = Refusal(sample, file, request, fields),
        }, places, crs);
    }

    private static ReadPlace PlaceOf(Layer layer, PreviewReading reading, Geometry shape) =>
        new(reading.Texts.GetValueOrDefault(layer.KeyField), reading.Texts.GetValueOrDefault("name"), shape.Coordinate);

    // A column chosen by hand brings the format of its times and the meaning of its words along, until somebody says them.
    private static Dictionary<string, MappedField>? Complete(string layer, IReadOnlyDictionary<string, MappedField>? asked, SourceSample sample) =>
        asked?.Where(field => sample.IndexOf(field.Value.Column) >= 0).ToDictionary(
            field => field.Key,
            field => field.Value is { Format: null, Values: null } bare ? MappingGuess.Describe(layer, field.Key, bare.Column, sample) : field.Value,
            StringComparer.Ordinal);

    private static ImportSession Session(ImportFile file, PreviewCounty county, ImportRequest request, NpgsqlConnection connection) => new()
    {
        Connection = connection,
        Request = request,
        File = file,
        County = new(county.Code, county.Name, county.Zone.Id, 0),
        Time = new(county.Zone, county.Now),
        UnitCodes = county.UnitCodes,
        Family = new([]),
        Locator = null,
    };

    private static string? Refusal(SourceSample sample, ImportFile file, ImportRequest request, IReadOnlyDictionary<string, MappedField> fields)
    {
        if (sample.Rows.Count == 0) return "The file holds no rows.";
        try
        {
            using var rows = RowSource.Open(file);
            _ = FieldBinding.Create(request with { Mapping = new(fields) }, rows);
            return null;
        }
        catch (FileRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static TargetField Target(string layer, LayerField field, IReadOnlyDictionary<string, MappedField> fields, SourceSample sample)
    {
        var words = FieldWords.Of(layer, field.Name);
        // A table has no other positions.
        return new(field.Name, field.IsRequired || (field.IsCoordinate && !sample.HasShapes), field.IsCoordinate, words,
            words is not null && fields.TryGetValue(field.Name, out var mapped) ? MappingGuess.Words(sample, mapped.Column) : null);
    }

    private static string? NameOf(Layer layer, PreviewReading reading) =>
        reading.Texts.GetValueOrDefault(layer.KeyField) ?? reading.Texts.GetValueOrDefault("name");

    private static FeatureCollection<PreviewShape> Features(IEnumerable<(int Line, string? Name, Geometry Shape)> shapes)
    {
        var features = new List<Feature<PreviewShape>>();
        var vertices = 0;
        foreach (var (line, name, shape) in shapes)
        {
            if ((vertices += shape.NumPoints) > MostVertices) break;
            features.Add(new(GeoJson.Id(line), ShapeJson.Write(shape), new(line, name)));
        }

        return new(features, features.Count);
    }

    private static DatumHint? Datum(IEnumerable<Geometry> shapes, PreviewCounty county, CoordinateSystem crs)
    {
        var outlines = shapes.Where(shape => shape.Dimension != Dimension.Point).ToArray();
        if (outlines is [] || county.Outlines is []) return null;
        return PlaceDatum.Hint(DatumCheck.Compare(
            ShapeBuilder.Factory.CreateGeometryCollection(outlines),
            ShapeBuilder.Factory.CreateGeometryCollection([.. county.Outlines.Select(outline => outline.Shape)]), crs));
    }

    private static UploadPreview MustChoose(ImportFile file, Layer layer) => Empty(file, layer) with
    {
        Refusal = $"The file holds {file.Layers.Count} layers, of which one has to be chosen.",
    };

    private static UploadPreview Empty(ImportFile file, Layer layer) => new(
        UploadStore.Named(file.Format), file.Layers, file.Layer, TextEncodings.NameOf(file.Encoding), UploadStore.Named(file.EncodingSource),
        "line", 0, true, [], [], new Dictionary<string, MappedField>(), "guessed",
        [.. layer.Fields.Select(field => new TargetField(field.Name, field.IsRequired, field.IsCoordinate))], [], 0,
        new(null, null, null, false, null, null, []), new([], 0), new([], 0), null, null);
}
