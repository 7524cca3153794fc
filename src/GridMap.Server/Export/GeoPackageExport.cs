using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GridMap.Server.Export;

/// <summary>A GeoPackage 1.3 (OGC 12-128r18) with one table: of features, or of attributes where the layer has no shapes.</summary>
internal static class GeoPackageExport
{
    private const string Head =
        """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA application_id = 1196444487;
        PRAGMA user_version = 10300;
        BEGIN;
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
            z TINYINT NOT NULL, m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
            ('WGS 84', 4326, 'EPSG', 4326, $wgs84, NULL);
        """;

    public static async Task WriteAsync(ExportJob job, Stream stream, CancellationToken ct)
    {
        var path = ExportTempFile.NewPath();
        try
        {
            await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
            {
                await connection.OpenAsync(ct);
                await FillAsync(job, connection, ct);
            }

            await using var content = ExportTempFile.Open(path, FileMode.Open);
            await content.CopyToAsync(stream, ct);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task FillAsync(ExportJob job, SqliteConnection connection, CancellationToken ct)
    {
        Run(connection, Head, ("$wgs84", GridMap.Spatial.Coordinates.CoordinateSystems.Wgs84.EsriWkt));
        if (job.System.Srid != 4326)
        {
            Run(connection, "INSERT INTO gpkg_spatial_ref_sys VALUES ($name, $srid, 'EPSG', $srid, $text, NULL)",
                ("$name", job.System.Name), ("$srid", job.System.Srid), ("$text", job.SystemText));
        }

        var hasShapes = job.Layer.Shape != ExportShape.None;
        Run(connection, CreateTable(job.Layer));
        var bounds = await InsertAsync(job, connection, ct);
        Run(connection,
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES ($table, $type, $table, $title, $west, $south, $east, $north, $srid)",
            ("$table", job.Layer.Name), ("$type", hasShapes ? "features" : "attributes"), ("$title", job.Layer.Title),
            ("$west", bounds.IsNull ? null : bounds.MinX), ("$south", bounds.IsNull ? null : bounds.MinY),
            ("$east", bounds.IsNull ? null : bounds.MaxX), ("$north", bounds.IsNull ? null : bounds.MaxY), ("$srid", hasShapes ? job.System.Srid : null));
        if (hasShapes)
        {
            Run(connection, "INSERT INTO gpkg_geometry_columns VALUES ($table, 'geom', $type, $srid, 0, 0)",
                ("$table", job.Layer.Name), ("$type", GeometryType(job.Layer.Shape)), ("$srid", job.System.Srid));
        }

        Run(connection, "COMMIT");
    }

    private static async Task<Envelope> InsertAsync(ExportJob job, SqliteConnection connection, CancellationToken ct)
    {
        var bounds = new Envelope();
        await using var insert = connection.CreateCommand();
        List<SqliteParameter> values = [.. job.Layer.Columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter($"$v{at}", null)))];
        var shape = job.Layer.Shape == ExportShape.None ? null : insert.Parameters.Add("$geom", SqliteType.Blob);
        var names = job.Layer.Columns.Select(column => $"\"{column.Name}\"").Concat(shape is null ? [] : ["geom"]);
        var places = insert.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName);
        insert.CommandText = $"INSERT INTO \"{job.Layer.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", places)})";
        var wkb = new WKBWriter(ByteOrder.LittleEndian);
        await foreach (var row in job.Rows.WithCancellation(ct))
        {
            for (var at = 0; at < values.Count; at++) values[at].Value = Stored(row.Values[at]);
            if (shape is not null)
            {
                shape.Value = Blob(wkb, row.Shape!, job.System.Srid);
                bounds.ExpandToInclude(row.Shape!.EnvelopeInternal);
            }

            insert.ExecuteNonQuery();
        }

        return bounds;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => ExportJob.Iso(time),
        DateOnly day => ExportJob.Iso(day),
        _ => value,
    };

    // "GP", version 0, little endian with the bounds in the head, but of points, whose bounds are themselves.
    private static byte[] Blob(WKBWriter wkb, Geometry shape, int srid)
    {
        var isPoint = shape is Point;
        var head = new byte[isPoint ? 8 : 40];
        (head[0], head[1], head[3]) = ((byte)'G', (byte)'P', isPoint ? (byte)1 : (byte)3);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), srid);
        if (!isPoint)
        {
            var bounds = shape.EnvelopeInternal;
            double[] sides = [bounds.MinX, bounds.MaxX, bounds.MinY, bounds.MaxY];
            for (var i = 0; i < sides.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(head.AsSpan(8 + (8 * i)), sides[i]);
        }

        return [.. head, .. wkb.Write(shape)];
    }

    private static string CreateTable(ExportLayer layer)
    {
        var columns = layer.Columns.Select(column => $"\"{column.Name}\" {Type(column.Kind)}");
        var geometry = layer.Shape == ExportShape.None ? "" : $"geom {GeometryType(layer.Shape)}, ";
        return $"CREATE TABLE \"{layer.Name}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {geometry}{string.Join(", ", columns)})";
    }

    private static string Type(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "INTEGER",
        ColumnKind.Real => "REAL",
        ColumnKind.Time => "DATETIME",
        ColumnKind.Day => "DATE",
        _ => "TEXT",
    };

    private static string GeometryType(ExportShape shape) => shape switch
    {
        ExportShape.Point => "POINT",
        ExportShape.Line => "MULTILINESTRING",
        _ => "MULTIPOLYGON",
    };

    private static void Run(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Table and columns are ExportLayer's own names.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
