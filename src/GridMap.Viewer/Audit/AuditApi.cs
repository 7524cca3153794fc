using GridMap.Contracts.Access;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Audit;

/// <summary>The audit of the county that is open, and of the server.</summary>
internal sealed class AuditApi(ServerApi server, CountyApi county)
{
    public Task<AuditPage> First(AuditQuery query, DateTimeOffset? from, DateTimeOffset? to)
    {
        var list = query.IsServer ? "api/audit" : $"api/counties/{county.County}/audit";
        return server.GetAsync<AuditPage>($"{list}?{query.Parameters(from, to)}");
    }

    /// <param name="next">As the page before told it.</param>
    public Task<AuditPage> Next(string next) => server.GetAsync<AuditPage>(next);
}
