using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Schema;

/// <summary>
/// Row-level security behind the queries: SQL as a careless endpoint would send it, under the server's role. The county is
/// <c>A B / C .</c>, with A and B beneath a town of its own, and another county beside it.
/// </summary>
public sealed class ConfinedWritesTests(PostgisFixture postgis) : IAsyncLifetime
{
    private const string Other = "990102";
    private const int GridA = 1, GridB = 2, Town = 100;

    private TestCounty _county = null!;
    private NpgsqlDataSource _db = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _county = await TestCounty.CreateIdleAsync(postgis, "A B / C .");
        _db = Database.Create(Database.AsServer(_county.App.Database.ConnectionString));
        await _county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT county_code, 100, 'T', '镇', 'town', geom, area_square_metres FROM grid WHERE grid_id = 1
            """);
        await _county.SqlAsync("UPDATE grid SET parent_grid_id = 100 WHERE grid_id IN (1, 2)");
        await _county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        await _county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '邻县', 'Asia/Shanghai')", Other);
        await _county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) SELECT code, 'U', 'U', 'functional' FROM unnest(ARRAY['990101', '990102']) AS code");
        foreach (var table in new[] { "issue", "facility" })
        {
            await _county.SqlAsync(Insert(table, TestCounty.Code, 1, null));
            await _county.SqlAsync(Insert(table, TestCounty.Code, 2, null));
            await _county.SqlAsync(Insert(table, TestCounty.Code, 3, "U"));
            await _county.SqlAsync(Insert(table, TestCounty.Code, null, null));
            await _county.SqlAsync(Insert(table, Other, null, null));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _county.DisposeAsync();
    }

    /// <summary>Scope, then how many of the five rows it may touch.</summary>
    public static TheoryData<string, string, int> Scopes => new()
    {
        { "*", "", 4 }, { "1", "", 1 }, { "1,2", "", 2 }, { "100", "", 2 }, { "", "U", 1 }, { "1", "X\nU", 2 }, { "", "", 0 }, { "100", "U", 3 },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Updates_and_deletions_reach_only_what_lies_within(string areas, string units, int rows)
    {
        foreach (var table in new[] { "issue", "facility" })
        {
            Assert.Equal(rows, await WriteAsync($"UPDATE {table} SET address = 'x'", areas, units));
            Assert.Equal(rows, await WriteAsync($"SELECT FROM {table} FOR UPDATE", areas, units, counts: true));
            Assert.Equal(rows, await WriteAsync($"DELETE FROM {table}", areas, units));
        }
    }

    [Fact]
    public async Task Without_a_word_of_where_nothing_is_written()
    {
        foreach (var table in new[] { "issue", "facility", "grid", "unit" })
            Assert.Equal(0, await _db.ExecuteAsync($"UPDATE {table} SET updated_at = now()", [], Ct));
        await AssertRefusedAsync(() => _db.ExecuteAsync(Insert("issue", TestCounty.Code, GridA, null), [], Ct));
        await AssertRefusedAsync(() => _db.ExecuteAsync(Change, [], Ct));
        await AssertRefusedAsync(() => _db.ExecuteAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ('990101', 'V', 'V', 'functional')", [], Ct));
    }

    // A transaction's word ends with it: the next one on the same connection starts without.
    [Fact]
    public async Task What_a_transaction_said_does_not_outlive_it()
    {
        await using var connection = await _db.OpenConnectionAsync(Ct);
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await connection.ConfineAsync(TestCounty.Code, Scope.County, Ct);
            await transaction.CommitAsync(Ct);
        }

        await using var update = connection.Command("UPDATE issue SET address = 'x'");
        Assert.Equal(0, await update.ExecuteNonQueryAsync(Ct));
    }

    [Theory]
    [InlineData(Other, GridA, "U")]
    [InlineData(TestCounty.Code, GridB, null)]
    [InlineData(TestCounty.Code, null, null)]
    [InlineData(TestCounty.Code, Town, null)]
    public async Task Nothing_new_is_stored_outside(string county, int? grid, string? unit)
    {
        foreach (var table in new[] { "issue", "facility" })
            await AssertRefusedAsync(() => WriteAsync(Insert(table, county, county == Other ? null : grid, unit), $"{GridA}", "X"));
    }

    [Theory]
    [InlineData($"UPDATE issue SET grid_id = 2 WHERE grid_id = 1")]
    [InlineData($"UPDATE issue SET grid_id = NULL WHERE grid_id = 1")]
    [InlineData($"UPDATE facility SET grid_id = 3, unit_code = 'U' WHERE grid_id = 1")]
    [InlineData($"UPDATE issue SET county_code = '990102', grid_id = NULL WHERE grid_id = 1")]
    public Task Nothing_is_moved_out(string sql) => AssertRefusedAsync(() => WriteAsync(sql, $"{GridA}", ""));

    [Fact]
    public async Task Only_those_of_the_whole_county_change_grids_units_streets_and_imports()
    {
        foreach (var table in new[] { "grid", "unit" })
        {
            Assert.Equal(0, await WriteAsync($"UPDATE {table} SET updated_at = now()", $"{Town}", "U"));
            Assert.Equal(table == "grid" ? 4 : 1, await WriteAsync($"UPDATE {table} SET updated_at = now()", "*", ""));
        }

        await AssertRefusedAsync(() => WriteAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ('990101', 'V', 'V', 'functional')", $"{Town}", "U"));
        await AssertRefusedAsync(() => WriteAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ('990102', 'V', 'V', 'functional')", "*", ""));
    }

    [Fact]
    public async Task Members_and_grants_of_another_county_are_out_of_reach()
    {
        await _county.SqlAsync("INSERT INTO account (account_id, name, display_name, security_stamp) VALUES (gen_random_uuid(), 'a', 'a', 's')");
        const string Member = "INSERT INTO membership (county_code, account_id) SELECT '{0}', account_id FROM account";
        const string Granted = "INSERT INTO access_grant (county_code, grant_id, unit_code, role) VALUES ('{0}', gen_random_uuid(), 'U', 'administrator')";

        foreach (var sql in new[] { Member, Granted })
        {
            await AssertRefusedAsync(() => WriteAsync(sql.Replace("{0}", Other, StringComparison.Ordinal), "*", ""));
            Assert.Equal(1, await WriteAsync(sql.Replace("{0}", TestCounty.Code, StringComparison.Ordinal), "*", ""));
        }
    }

    [Fact]
    public async Task History_is_added_to_and_never_changed()
    {
        Assert.Equal(1, await WriteAsync(Change, "", ""));
        Assert.Equal(0, await WriteAsync("UPDATE change SET after = '{}'", "*", ""));
        Assert.Equal(0, await WriteAsync("DELETE FROM change", "*", ""));
        await AssertRefusedAsync(() => WriteAsync(Change.Replace(TestCounty.Code, Other, StringComparison.Ordinal), "*", ""));
    }

    [Fact]
    public async Task Everybody_reads_everything_here_since_queries_scope_what_is_read() =>
        Assert.Equal([5L], await _db.ListAsync("SELECT count(*) FROM issue", [], row => row.GetInt64(0), Ct));

    // Whatever table comes later is either confined here, or named here with the reason.
    [Fact]
    public async Task Every_table_of_a_county_is_confined_but_those_that_only_jobs_fill_or_that_hold_figures()
    {
        string[] open = ["audit_entry", "county", "dirty_grid", "grid_density", "grid_within", "job_run", "work"];
        Assert.Equal(open, await _db.ListAsync(
            """
            SELECT relname::text FROM pg_class AS c
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity
                AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'county_code') AND relname <> 'api_key'
            ORDER BY relname
            """, [], row => row.GetString(0), Ct));
    }

    private const string Change =
        "INSERT INTO change (county_code, change_id, entity, action, revision) VALUES ('990101', gen_random_uuid(), 'issue', 'edited', 1)";

    private static string Insert(string table, string county, int? grid, string? unit)
    {
        var (gridId, unitCode) = (grid?.ToString() ?? "NULL", unit is null ? "NULL" : $"'{unit}'");
        return table == "issue"
            ? $"INSERT INTO issue (county_code, issue_id, category, reported_at, grid_id, unit_code, geom) VALUES ('{county}', gen_random_uuid(), 'x', now(), {gridId}, {unitCode}, ST_SetSRID(ST_MakePoint(104, 30), 4326))"
            : $"INSERT INTO facility (county_code, facility_id, kind, name, grid_id, unit_code, geom) VALUES ('{county}', gen_random_uuid(), 'toilet.dry', 'x', {gridId}, {unitCode}, ST_SetSRID(ST_MakePoint(104, 30), 4326))";
    }

    // In a transaction that is taken back.
    private async Task<int> WriteAsync(string sql, string areas, string units, bool counts = false)
    {
        await using var connection = await _db.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await connection.ConfineAsync(TestCounty.Code, areas == "*" ? Scope.County : Scope.Of(
            areas.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse), units.Split('\n', StringSplitOptions.RemoveEmptyEntries)), Ct);
        await using var command = connection.Command(sql);
        return counts ? (await command.ListAsync(_ => 1, Ct)).Count : await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task AssertRefusedAsync(Func<Task<int>> write)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(write);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
