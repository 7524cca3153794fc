using System.Net;
using Hangfire;
using Hangfire.Dashboard;

namespace GridMap.Server.Platform;

/// <summary>Hangfire's dashboard at <c>/jobs</c>, for whoever sits at the server's own machine.</summary>
internal sealed class JobsDashboard : IDashboardAuthorizationFilter
{
    // Any of these means that a proxy stands between, and the true caller is somebody else.
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapHangfireDashboard("/jobs", new DashboardOptions
        {
            Authorization = [new JobsDashboard()],
            DashboardTitle = "GridMap jobs",
            DisplayStorageConnectionString = false,
        });

    /// <summary>
    /// Only a caller on loopback (under a loopback name, see <see cref="OwnPagesOnly"/>), through no proxy, and for a
    /// change only from the dashboard's own pages.
    /// </summary>
    public bool Authorize(DashboardContext context)
    {
        var request = context.GetHttpContext().Request;
        return request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            && !ProxyHeaders.Any(request.Headers.ContainsKey)
            && (HttpMethods.IsGet(request.Method) || OwnPagesOnly.IsOwnPage(request));
    }
}
