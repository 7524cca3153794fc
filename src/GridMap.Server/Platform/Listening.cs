using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GridMap.Server.Platform;

/// <summary>Where the server listens: on this machine, and beyond it by TLS only (<see cref="Transport"/>).</summary>
internal static class Listening
{
    /// <summary>Sets the web server up, and refuses what would let others in without TLS.</summary>
    /// <exception cref="StartupException">A setting cannot be used.</exception>
    public static void ListenAsConfigured(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => Transport.Of(provider.GetRequiredService<IConfiguration>()));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var transport = kestrel.ApplicationServices.GetRequiredService<Transport>();
            if (transport.Certificate is { } path) UseCertificate(kestrel, new TlsCertificate(path, transport.CertificateKey));
            // Whatever else may tell Kestrel where to listen.
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                if (endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address) && !transport.IsReachable)
                    throw new StartupException($"GridMap does not listen on {address}: it was not among the configured addresses.");
            });
        });
    }

    /// <summary>
    /// Comes first: who asks, by which scheme and under which name is what a proxy says, if it is one of those trusted; what
    /// anybody else says of it is not looked at.
    /// </summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var transport = app.Services.GetRequiredService<Transport>();
        if (!transport.BehindTlsProxy) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // As far back as the chain of trusted proxies reaches.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in transport.TrustedProxies) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    // A renewed file is taken up without a restart.
    private static void UseCertificate(KestrelServerOptions kestrel, TlsCertificate certificate) => kestrel.ConfigureHttpsDefaults(https =>
    {
        https.ServerCertificate = certificate.Leaf;
        https.OnAuthenticate = (_, authentication) => authentication.ServerCertificateContext = certificate.Current;
    });
}
