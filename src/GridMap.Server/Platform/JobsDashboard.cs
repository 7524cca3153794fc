using Hangfire;
using Hangfire.Dashboard;

namespace GridMap.Server.Platform;

/// <summary>
/// Hangfire's dashboard at <c>/jobs</c>. Who may see it is said where every endpoint's need is; orders it takes from its own
/// pages alone, whose token Hangfire checks wherever ASP.NET Core's antiforgery is registered.
/// </summary>
internal sealed class JobsDashboard : IDashboardAuthorizationFilter
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            // Hangfire's own filter lets every caller on loopback in, which a proxy on the same machine is for everybody.
            Authorization = [new JobsDashboard()],
            DashboardTitle = "GridMap jobs",
            DisplayStorageConnectionString = false,
        });

    /// <summary>Looking is for whoever the gate let through; an order comes from a page of ours.</summary>
    public bool Authorize(DashboardContext context)
    {
        var request = context.GetHttpContext().Request;
        return HttpMethods.IsGet(request.Method) || OwnPagesOnly.IsOwnPage(request);
    }
}
