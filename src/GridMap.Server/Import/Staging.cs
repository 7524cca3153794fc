using System.Security.Cryptography;
using System.Text;
using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Server.Platform;
using GridMap.Spatial.Coordinates;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>Reads a file row by row into its layer's temporary staging table, refusing what cannot be stored.</summary>
internal sealed class Staging
{
    private const int RowsBetweenReports = 500;
    private readonly ImportSession _session;
    private readonly Layer _layer;
    private readonly RowSource _rows;
    private readonly FieldBinding _binding;
    private readonly FieldReader _fields;
    private readonly ShapeGate _shapes;
    private readonly CoordinateSystem _crs;
    private readonly StagedColumn[] _columns;
    // How often a row without an id of its own was met: equal rows are told apart by their order.
    private readonly Dictionary<UInt128, int> _unnamed = [];

    public Staging(ImportSession session, RowSource rows, FieldBinding binding)
    {
        _session = session;
        _layer = session.Request.Layer;
        _rows = rows;
        session.Findings.Place = rows.Place;
        _binding = binding;
        _fields = new(binding, session.Time);
        _crs = FindCrs(session.Request.Crs, rows);
        _shapes = new(_layer, binding, _crs, session.Request.DefectsAcceptedBecause is not null, session.Findings);
        _columns = [.. StagedColumn.Common, .. _layer.Columns];
    }

    /// <summary>Stages every row.</summary>
    public async Task FillAsync(Action<ImportProgress> report, CancellationToken ct)
    {
        await _session.Connection.ExecuteAsync(Sql.For($"Import/stage-{_layer.Noun}"), [], ct);
        await CopyAsync(report, ct);
        if (_session.RowsRead == 0) throw new FileRefusedException("The file holds no rows.");
        _binding.CheckMet(_rows.ColumnsMet);
        _session.RefuseExchangedAxes();
        await _session.Connection.ExecuteAsync($"ANALYZE staged_{_layer.Noun}", [], ct);
        await LeaveOutAsync(await FindDuplicatesAsync(ct), ct);
        await LeaveOutAsync(_session.Family.RefuseOrphans(_session.Findings), ct);
        await KeepUnsaidAsync(ct);
    }

    private async Task CopyAsync(Action<ImportProgress> report, CancellationToken ct)
    {
        var names = string.Join(", ", _columns.Select(column => column.Name));
        await using var copy = await _session.Connection.BeginBinaryImportAsync(
            $"COPY staged_{_layer.Noun} ({names}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in _rows.Read(_binding.Columns, _crs))
        {
            ct.ThrowIfCancellationRequested();
            if (_session.RowsRead++ % RowsBetweenReports == 0) report(Progress());
            if (Convert(row) is { } values) await WriteAsync(copy, values, ct);
        }

        await copy.CompleteAsync(ct);
        report(Progress());
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, object?[] values, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        for (var at = 0; at < values.Length; at++)
        {
            if (values[at] is { } value) await copy.WriteAsync(value, _columns[at].Type, ct);
            else await copy.WriteNullAsync(ct);
        }
    }

    private ImportProgress Progress() =>
        new(_session.Request.BatchId, "reading", _rows.BytesRead, _session.File.ContentBytes, _session.RowsRead);

    // The row as it is staged, or null where it is left out or refused.
    private object?[]? Convert(in SourceRow row)
    {
        _fields.Turn(row);
        var key = row.Fault is null ? _fields.Text(_layer.KeyField) : null;
        var shape = _shapes.Take(_fields);
        var values = row.Fault is null ? _layer.Read(_fields, shape, _session) : [];
        if (_fields.IsLeftOut)
        {
            _session.RowsLeftOut++;
            return null;
        }

        foreach (var (column, reason) in _fields.Problems)
            _session.Findings.Refuse(row.Line, column, key, reason);
        if (_fields.Problems.Count > 0) return null;
        if (_layer.MemberOf(_fields) is { } member) _session.Family.Add(member);
        var content = ContentOf(row);
        return [row.Line, key ?? NameByContent(content), Mix(content), Guid.CreateVersion7(), Guid.CreateVersion7(), .. values];
    }

    private static byte[] ContentOf(in SourceRow row)
    {
        var text = string.Join('\u001F', row.Values);
        if (row.Shape is null) return SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(text), .. row.Shape.AsBinary()]);
    }

    // The same columns read by another mapping are another content.
    private byte[] Mix(byte[] content) => [.. content.Zip(_binding.Fingerprint, (own, mapping) => (byte)(own ^ mapping))];

    private string NameByContent(byte[] content)
    {
        var name = new UInt128(BitConverter.ToUInt64(content), BitConverter.ToUInt64(content, 8));
        var times = _unnamed[name] = _unnamed.GetValueOrDefault(name) + 1;
        var start = "#" + System.Convert.ToHexStringLower(content.AsSpan(0, 10));
        return times == 1 ? start : $"{start}-{times}";
    }

    private async Task<List<int>> FindDuplicatesAsync(CancellationToken ct)
    {
        var table = $"staged_{_layer.Noun}";
        var where = _rows.Place == "line" ? "on line" : $"in {_rows.Place}";
        var found = await _session.Connection.Command(
            $"SELECT line, row_key, first FROM (SELECT line, row_key, min(line) OVER (PARTITION BY row_key) AS first FROM {table}) AS t WHERE line > first ORDER BY line")
            .ListAsync(row => (Line: row.GetInt32(0), Key: row.GetString(1), First: row.GetInt32(2)), ct);
        foreach (var (line, key, first) in found)
            _session.Findings.Refuse(line, _fields.Column(_layer.KeyField), key, $"'{FieldReader.Shown(key)}' stands {where} {first} already.");
        return [.. found.Select(row => row.Line)];
    }

    private async Task LeaveOutAsync(List<int> lines, CancellationToken ct)
    {
        if (lines.Count > 0)
            await _session.Connection.ExecuteAsync($"DELETE FROM staged_{_layer.Noun} WHERE line = ANY ($1)", [lines.ToArray()], ct);
    }

    // What the file says nothing about stays as it is stored.
    private async Task KeepUnsaidAsync(CancellationToken ct)
    {
        var unsaid = _layer.Columns.Where(column => column.Fields.Length > 0 && !column.Fields.Any(_binding.Has)).ToArray();
        if (unsaid.Length == 0) return;
        var set = string.Join(", ", unsaid.Select(column => $"{column.Name} = {column.StoredAs ?? "t." + column.Name}"));
        await _session.Connection.ExecuteAsync(
            $"UPDATE staged_{_layer.Noun} AS s SET {set} FROM {_layer.Noun} AS t WHERE t.county_code = $1 AND t.{_layer.KeyColumn} = s.row_key",
            [_session.County.Code], ct);
    }

    private static CoordinateSystem FindCrs(string? byMapping, RowSource rows)
    {
        var byFile = rows.Crs;
        if (byMapping is null && rows.MustAskCrs)
            throw new FileRefusedException("The file does not say in which coordinate system it is; name it in the mapping's \"crs\", for example EPSG:4490.");
        // What somebody says is believed where the file names no known system: none, or one computed from what it tells.
        if (byMapping is not null && byFile is not null && !(CoordinateSystems.TryGet(byFile, out var told, out _) && told.Srid > 0)) byFile = null;
        var own = Named(byFile, "The file's coordinate system");
        var system = Named(byMapping, "The mapping's \"crs\"") ?? own ?? CoordinateSystems.Wgs84;
        return own is null || own.Id == system.Id || (own.IsGeographic && system.IsGeographic)
            ? system
            : throw new FileRefusedException($"The mapping says the coordinates are {system.Id}, the file itself says {own.Id}; one of them is wrong.");
    }

    private static CoordinateSystem? Named(string? name, string where)
    {
        if (name is null) return null;
        return CoordinateSystems.TryGet(name, out var system, out var refusal)
            ? system
            : throw new FileRefusedException($"{where} cannot be used: {refusal}");
    }
}
