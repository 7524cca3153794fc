using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Platform;

public sealed class DatabaseTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_that_failed_does_not_spoil_the_next_one_on_its_connection()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await using var connection = await database.Source.OpenConnectionAsync(Ct);

        foreach (var divisor in new[] { 1, 0, 1, 0, 0, 1, 1 })
        {
            await using var command = connection.Command("SELECT 6 / $1", divisor);
            if (divisor == 0) await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Ct));
            else Assert.Equal([6], await command.ListAsync(row => row.GetInt32(0), Ct));
        }
    }
}
