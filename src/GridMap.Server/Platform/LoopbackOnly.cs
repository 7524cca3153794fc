using System.Net;

namespace GridMap.Server.Platform;

/// <summary>Until people can sign in, GridMap answers this machine alone.</summary>
internal static class LoopbackOnly
{
    /// <summary>Refuses every address to listen on that others could reach, however it was configured.</summary>
    /// <exception cref="StartupException">Thrown when the server starts.</exception>
    public static void ListenOnLoopbackOnly(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            if (endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
                throw new StartupException($"GridMap does not listen on {address}: without sign-in it answers on 127.0.0.1 only.");
        }));
}
