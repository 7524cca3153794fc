using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Schema;

/// <summary>What every migration keeps to, asked of the catalog of a migrated database.</summary>
public sealed class CatalogTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    // Reference tables: a county itself, and who may sign in, which is the server's matter.
    private const string Reference = "'county', 'account', 'sign_in_session', 'api_key', 'sign_in_limit', 'data_protection_key'";

    // Others belong to DbUp and PostGIS.
    private const string Exempt = $"{Reference}, 'schemaversions', 'spatial_ref_sys'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Keys_unique_constraints_and_foreign_keys_start_with_the_county() => AssertNoneAsync(
        $"""
        SELECT format('%s.%s', r.relname, c.conname)
        FROM pg_constraint AS c
        JOIN pg_class AS r ON r.oid = c.conrelid
        JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
        WHERE r.relnamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f', 'x')
            AND r.relname NOT IN ({Exempt}) AND a.attname <> 'county_code'
            AND coalesce(c.confrelid::regclass::text, '') NOT IN ({Reference})
        """);

    [Fact]
    public Task Foreign_keys_point_at_keys_that_start_with_the_county() => AssertNoneAsync(
        $"""
        SELECT c.conname
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
        WHERE c.connamespace = 'public'::regnamespace AND c.contype = 'f' AND a.attname <> 'county_code'
            AND c.confrelid::regclass::text NOT IN ({Reference})
        """);

    [Fact]
    public Task Unique_indexes_start_with_the_county() => AssertNoneAsync(
        $"""
        SELECT i.indexrelid::regclass::text
        FROM pg_index AS i
        JOIN pg_class AS r ON r.oid = i.indrelid
        LEFT JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = i.indkey[0]
        WHERE r.relnamespace = 'public'::regnamespace AND i.indisunique
            AND r.relname NOT IN ({Exempt}) AND a.attname IS DISTINCT FROM 'county_code'
        """);

    [Fact]
    public Task Every_table_has_a_primary_key() => AssertNoneAsync(
        """
        SELECT relname FROM pg_class AS r
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = r.oid AND contype = 'p')
        """);

    [Fact]
    public Task There_are_no_triggers_rules_or_functions_of_ours() => AssertNoneAsync(
        """
        SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT rulename FROM pg_rewrite AS w JOIN pg_class AS r ON r.oid = w.ev_class
        WHERE r.relnamespace = 'public'::regnamespace AND r.relkind = 'r'
        UNION ALL
        SELECT proname FROM pg_proc AS p
        WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
        """);

    [Fact]
    public Task Geometry_columns_say_their_type_and_coordinate_system() => AssertNoneAsync(
        """
        SELECT format('%s.%s %s %s', f_table_name, f_geometry_column, type, srid)
        FROM geometry_columns
        WHERE f_table_schema = 'public' AND (
            srid NOT IN (4326, 3857)
            OR (srid = 3857) <> (f_geometry_column LIKE '%\_3857')
            OR (type = 'GEOMETRY' AND (f_table_name, f_geometry_column) NOT IN (
                ('grid', 'original_geom'), ('division_grid', 'original_geom'), ('division_defect', 'shape_geom'))))
        """);

    [Fact]
    public Task Ids_come_from_the_application_and_times_from_the_database() => AssertNoneAsync(
        $"""
        SELECT format('%s.%s %s', table_name, column_name, column_default)
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT IN ({Exempt}) AND (
            (column_name LIKE '%\_id' AND column_default IS NOT NULL)
            OR (data_type = 'timestamp with time zone' AND column_default <> 'now()')
            OR data_type = 'timestamp without time zone'
            OR (column_default LIKE 'nextval%'))
        """);

    [Fact]
    public Task Codes_are_compared_byte_by_byte() => AssertNoneAsync(
        $"""
        SELECT format('%s.%s', table_name, column_name)
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT IN ('schemaversions', 'spatial_ref_sys')
            AND data_type = 'text' AND column_name LIKE '%\_code' AND collation_name IS DISTINCT FROM 'C'
        """);

    [Theory]
    [InlineData("POINT EMPTY")]
    [InlineData("POINT(NaN 36)")]
    [InlineData("POINT(104 NaN)")]
    [InlineData("POINT(Infinity 36)")]
    [InlineData("POINT(104 -Infinity)")]
    [InlineData("POINT(500 36)")]
    [InlineData("POINT(104 95)")]
    [InlineData("POINT(-180.0001 0)")]
    public async Task No_point_off_the_earth_is_stored(string wkt)
    {
        var place = wkt is "POINT EMPTY" ? "'POINT EMPTY'::geometry" : $"ST_MakePoint({Literals(wkt)})";
        await AssertRefusedAsync($"INSERT INTO issue (county_code, issue_id, category, reported_at, geom) VALUES ($1, $2, 'x', now(), ST_SetSRID({place}, 4326))");
        await AssertRefusedAsync($"INSERT INTO facility (county_code, facility_id, kind, name, geom) VALUES ($1, $2, 'toilet.dry', 'x', ST_SetSRID({place}, 4326))");
    }

    [Theory]
    [InlineData("MULTIPOLYGON EMPTY")]
    [InlineData("MULTIPOLYGON(((0 0, 1 1, 1 0, 0 1, 0 0)))")]
    [InlineData("MULTIPOLYGON(((500 0, 501 0, 501 1, 500 0)))")]
    [InlineData("MULTIPOLYGON(((0 89, 1 89, 1 90, 0 89)))")]
    public Task No_grid_without_ground_is_stored(string wkt) => AssertRefusedAsync(
        $"""
        INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
        SELECT $1, 99, $2::uuid::text, 'x', 'responsibility', ST_GeomFromText('{wkt}', 4326), 1
        """);

    [Theory]
    [InlineData("MULTILINESTRING EMPTY")]
    [InlineData("MULTILINESTRING((500 0, 501 0))")]
    public Task No_street_off_the_earth_is_stored(string wkt) => AssertRefusedAsync(
        $"""
        INSERT INTO street (county_code, street_id, external_id, name, class, geom)
        SELECT $1, 99, $2::uuid::text, 'x', 'main', ST_GeomFromText('{wkt}', 4326)
        """);

    private static string Literals(string wkt) =>
        string.Join(", ", wkt["POINT(".Length..^1].Split(' ').Select(number => $"'{number}'::double precision"));

    private async Task AssertRefusedAsync(string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => shared.County.SqlAsync(sql, TestCounty.Code, Guid.CreateVersion7()));
        // Either the check itself, or the projection to 3857, which finds no place for it.
        Assert.True(error.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.InternalError, error.Message);
    }

    private async Task AssertNoneAsync(string sql) =>
        Assert.Empty(await shared.County.Db.ListAsync(sql, [], row => row.GetString(0), Ct));
}
