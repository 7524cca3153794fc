using GridMap.Contracts.Access;
using GridMap.Testing;

namespace GridMap.Server.Tests.Audit;

internal static class AuditOf
{
    /// <summary>The county's entries, newest first; a query goes after <c>audit</c>.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> AuditAsync(this TestCounty county, string query = "") =>
        (await county.GetAsync<AuditPage>($"audit{query}")).Entries;
}
