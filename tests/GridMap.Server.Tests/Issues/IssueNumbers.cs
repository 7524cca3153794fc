using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Tests.Issues;

internal static class IssueNumbers
{
    /// <summary>Numbers of the issues that a condition of SQL holds for, deleted ones left out.</summary>
    public static Task<List<long>> ListNumbersAsync(this NpgsqlDataSource db, string condition) =>
        db.ListAsync($"SELECT issue_number FROM issue WHERE deleted_at IS NULL AND ({condition})", [],
            row => row.GetInt64(0), TestContext.Current.CancellationToken);
}
