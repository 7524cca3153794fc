using System.Globalization;
using GridMap.Spatial.Coordinates;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridMap.Server.Import.Files.GeoPackages;

/// <summary>An open GeoPackage: a SQLite database made by somebody else, read without trusting what it says of itself.</summary>
internal sealed class GeoPackage : IDisposable
{
    private const int MostBytesOfAValue = 64 << 20;
    private const int MostSteps = 1_000;
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private GeoPackage(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        Layers = [];
    }

    /// <summary>Tables of features and of attributes, as the file lists them.</summary>
    public IReadOnlyList<string> Layers { get; private set; }

    /// <summary>Copies a file to where SQLite can open it, and opens it.</summary>
    /// <exception cref="FileRefusedException">It is no GeoPackage, or damaged.</exception>
    public static GeoPackage Open(Stream content)
    {
        var path = TempFile.NewPath();
        try
        {
            using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                content.Position = 0;
                content.CopyTo(copy);
            }

            return Open(path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The layer's columns, where its geometry is, and in which coordinate system.</summary>
    public GeoPackageLayer Describe(string layer)
    {
        var geometry = Query(
            """
            SELECT g.column_name, s.organization, s.organization_coordsys_id, s.definition, g.srs_id
            FROM gpkg_geometry_columns AS g LEFT JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id
            WHERE lower(g.table_name) = lower($layer)
            """,
            row => (Column: row.GetString(0), Crs: Crs(row)), ("$layer", layer)).FirstOrDefault();
        var columns = Query("SELECT name FROM pragma_table_info($layer)", row => row.GetString(0), ("$layer", layer));
        return new(layer, [.. columns.Where(column => !column.Equals(geometry.Column, StringComparison.OrdinalIgnoreCase))], geometry.Column, geometry.Crs);
    }

    /// <summary>Runs a query of one row after the other.</summary>
    /// <exception cref="FileRefusedException">The file is damaged.</exception>
    public IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, string Value)[] parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        using var reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read)) yield return Guard(() => read(reader));
    }

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public void Dispose()
    {
        _connection.Dispose();
        File.Delete(_path);
    }

    private static GeoPackage Open(string path)
    {
        // Immutable: neither locks nor a log beside it, so that its name can go at once.
        var connection = new SqliteConnection($"Data Source={new Uri(path).AbsoluteUri}?immutable=1;Mode=ReadOnly;Pooling=False");
        try
        {
            Guard(() => { connection.Open(); return true; });
            var package = new GeoPackage(path, connection);
            package.Distrust();
            package.Layers = package.List();
            if (!OperatingSystem.IsWindows()) File.Delete(path);
            return package;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Distrust()
    {
        raw.sqlite3_limit(_connection.Handle, raw.SQLITE_LIMIT_LENGTH, MostBytesOfAValue);
        // A trigger or generated column of a file must not run anything but plain functions.
        foreach (var setting in new[] { "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = FILE" })
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "PRAGMA " + setting;
            Guard(command.ExecuteNonQuery);
        }
    }

    private List<string> List()
    {
        if (!Query("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_contents'", row => row.GetInt32(0)).Any())
            throw new FileRefusedException("The file is a SQLite database, but not a GeoPackage: it has no table gpkg_contents.", 415, "file-kind");
        // Real tables only: a view of somebody's can compute without end.
        var layers = Query(
            """
            SELECT c.table_name FROM gpkg_contents AS c
            JOIN sqlite_master AS t ON lower(t.name) = lower(c.table_name) AND t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'
            WHERE c.data_type IN ('features', 'attributes', 'aspatial')
            ORDER BY c.rowid
            """,
            row => row.GetString(0)).Take(MostSteps).ToList();
        return layers.Count > 0 ? layers : throw new FileRefusedException("The GeoPackage holds no table of features or attributes.");
    }

    // -1 and 0 stand for undefined ones, and GDAL writes 99999 for what it knows nothing of.
    private static string? Crs(SqliteDataReader row)
    {
        if (row.IsDBNull(1) || row.GetInt64(4) is -1 or 0) return null;
        var (organization, code, definition) = (row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? "" : row.GetString(3));
        var name = $"{organization.ToUpperInvariant()}:{code.ToString(CultureInfo.InvariantCulture)}";
        if (CoordinateSystems.TryGet(name, out _, out _)) return name;
        return definition.Length < 20 || definition.StartsWith("LOCAL_CS[\"Undefined", StringComparison.OrdinalIgnoreCase) ? null : definition;
    }

    private static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException broken)
        {
            throw new FileRefusedException($"The GeoPackage is damaged: {broken.Message}");
        }
        catch (InvalidCastException)
        {
            throw new FileRefusedException("The GeoPackage is damaged: one of its own tables holds values of a wrong type.");
        }
    }
}
