using GridMap.Server.Density;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridMap.Server.Tests.Density;

/// <summary>Recounts are killed in the middle, while others write; in the end every figure is right.</summary>
public sealed class RecountKillTests(PostgisFixture postgis)
{
    private const int Kills = 25;

    // Many, so that few are marked twice: a second mark would heal a figure that the first one should have.
    private const int Grids = 300;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_recounts_leaves_no_figure_wrong_and_no_mark_behind()
    {
        await using var county = await TestCounty.CreateAsync(postgis, string.Join(" / ", Enumerable.Range(0, Grids / 20).Select(Row)));
        await using var recounters = Database.Create(county.App.Database.ConnectionString);
        var recount = new DensityRecount(recounters, NullLogger<DensityRecount>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        // The server's own recounts run beside these; all of them are fair game for the killer.
        var work = Enumerable.Range(0, 4).Select(writer => WriteAsync(county, writer, stop.Token))
            .Concat(Enumerable.Range(0, 2).Select(_ => RecountAsync(recount, stop.Token))).ToList();

        var killed = await KillAsync(county);
        await stop.CancelAsync();
        var written = await Task.WhenAll(work);
        // A recount may have ended just before its session was killed, and the dead session lie in the pool.
        county.App.Services.GetRequiredService<NpgsqlDataSource>().Clear();

        var density = await county.SettledDensitiesAsync();
        var truth = await TruthAsync(county);
        Assert.True(killed >= Kills);
        Assert.True(written.Sum() > Kills, "writers must have been at work");
        Assert.All(density, grid => Assert.Equal(
            (grid.Key, truth.GetValueOrDefault(grid.Value.GridId)), (grid.Key, (grid.Value.UnresolvedIssues, grid.Value.IssuesEver))));
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM dirty_grid"));
    }

    private static string Row(int row) => string.Join(' ', Enumerable.Range(0, 20).Select(column => $"G{row}-{column}"));

    // Stores, resolves and moves issues as the server does: change and marks in one statement; one in five is rolled back.
    private static async Task<int> WriteAsync(TestCounty county, int writer, CancellationToken stop)
    {
        var random = new Random(writer);
        var number = 0;
        while (!stop.IsCancellationRequested)
        {
            await using var connection = await county.Db.OpenConnectionAsync(Ct);
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            var sql = random.Next(3) switch { 0 => Add, 1 => Resolve, _ => Move };
            await using var command = connection.Command(sql, TestCounty.Code, 1 + random.Next(Grids));
            await command.ExecuteNonQueryAsync(Ct);
            if (random.Next(5) == 0) await transaction.RollbackAsync(Ct);
            else await transaction.CommitAsync(Ct);
            number++;
            await Task.Delay(random.Next(15), Ct);
        }
        return number;
    }

    private static async Task<int> RecountAsync(DensityRecount recount, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await recount.MarkedAsync(TestCounty.Code, Ct);
            }
            catch (NpgsqlException)
            {
                // Killed; the marks stand again.
            }
            await Task.Delay(1, Ct);
        }
        return 0;
    }

    // Only sessions inside a recount: they hold the county's recount lock.
    private static async Task<int> KillAsync(TestCounty county)
    {
        var killed = 0;
        await Eventually.HoldsAsync(async () =>
        {
            killed += (int)await county.SqlScalarAsync<long>(
                """
                SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_locks
                WHERE locktype = 'advisory' AND classid = 1735551332 AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """);
            return killed >= Kills;
        });
        return killed;
    }

    private static async Task<Dictionary<int, (int, int)>> TruthAsync(TestCounty county) =>
        (await county.Db.ListAsync(
            """
            SELECT g.grid_id, (count(*) FILTER (WHERE i.status = 'open'))::integer, count(*)::integer
            FROM grid AS g JOIN issue AS i ON i.county_code = g.county_code AND ST_Contains(g.geom, i.geom) AND i.deleted_at IS NULL
            GROUP BY g.grid_id
            """, [], row => (row.GetInt32(0), (row.GetInt32(1), row.GetInt32(2))), Ct)).ToDictionary();

    private const string Mark =
        """
        , told AS (
            INSERT INTO change (county_code, change_id, entity, action, revision, old_grid_id, new_grid_id)
            SELECT $1, gen_random_uuid(), 'issue', 'edited', 1, old_grid_id, new_grid_id FROM written
        )
        INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
        SELECT $1, gen_random_uuid(), grid_id FROM written, LATERAL (VALUES (old_grid_id), (new_grid_id)) AS either (grid_id)
        WHERE grid_id IS NOT NULL
        """;

    private const string Add =
        """
        WITH written AS (
            INSERT INTO issue (county_code, issue_id, category, reported_at, grid_id, geom)
            SELECT county_code, gen_random_uuid(), '暴露垃圾', now(), grid_id, ST_Centroid(geom) FROM grid WHERE county_code = $1 AND grid_id = $2
            RETURNING grid_id AS new_grid_id, NULL::integer AS old_grid_id
        )
        """ + Mark;

    private const string Resolve =
        """
        WITH written AS (
            UPDATE issue SET status = 'resolved', resolved_at = now()
            WHERE county_code = $1 AND issue_id = (
                SELECT issue_id FROM issue WHERE county_code = $1 AND grid_id = $2 AND status = 'open' LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING grid_id AS new_grid_id, NULL::integer AS old_grid_id
        )
        """ + Mark;

    private const string Move =
        """
        WITH target AS (
            SELECT i.issue_id, i.grid_id AS old_grid_id FROM issue AS i
            WHERE i.county_code = $1 AND i.grid_id <> $2 LIMIT 1 FOR UPDATE SKIP LOCKED
        ), written AS (
            UPDATE issue AS i SET grid_id = g.grid_id, geom = ST_Centroid(g.geom)
            FROM target AS t, grid AS g
            WHERE i.county_code = $1 AND i.issue_id = t.issue_id AND g.county_code = $1 AND g.grid_id = $2
            RETURNING g.grid_id AS new_grid_id, t.old_grid_id
        )
        """ + Mark;
}
