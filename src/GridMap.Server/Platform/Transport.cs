using System.Net;

namespace GridMap.Server.Platform;

/// <summary>
/// What lies between browsers and this server, read from configuration once. Whether a cookie may be marked as secure, who
/// may say who asks, and under which names the server answers are decided by it alone.
/// </summary>
internal sealed class Transport
{
    private const string Manual = "see docs/operating.md.";
    private const string AnyPort = ":";

    private readonly IConfiguration _configuration;

    private Transport(IConfiguration configuration)
    {
        _configuration = configuration;
        Hosts = Words("Server:Hosts");
        BehindTlsProxy = configuration.GetValue("Server:BehindTlsProxy", false);
        TrustedProxies = [.. Words("Server:TrustedProxies").Select(Network)];
        Certificate = configuration["Server:Certificate"] is { Length: > 0 } path ? path : null;
        CertificateKey = configuration["Server:CertificateKey"] is { Length: > 0 } key ? key : null;
        Addresses = [.. Listed(configuration).Select(Parse)];
    }

    /// <summary>Names under which the server answers besides this machine's own (<c>Server:Hosts</c>, separated by commas).</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Whether a proxy before the server speaks TLS (<c>Server:BehindTlsProxy</c>).</summary>
    public bool BehindTlsProxy { get; }

    /// <summary>Addresses or networks whose <c>X-Forwarded-…</c> headers are believed (<c>Server:TrustedProxies</c>).</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; }

    /// <summary>PEM file with the certificate and those of the authorities between it and a root (<c>Server:Certificate</c>).</summary>
    public string? Certificate { get; }

    /// <summary>PEM file with its key (<c>Server:CertificateKey</c>); null where it stands in the same file.</summary>
    public string? CertificateKey { get; }

    /// <summary>Whether browsers reach the server by TLS: cookies are marked as secure, and their name says so.</summary>
    public bool IsSecure => BehindTlsProxy || Addresses.Any(address => address.IsTls);

    /// <summary>Whether anybody but this machine can reach the server.</summary>
    public bool IsReachable => BehindTlsProxy || Hosts.Count > 0 || Addresses.Any(address => !address.IsLoopback);

    private IReadOnlyList<(string Text, bool IsTls, bool IsLoopback)> Addresses { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="StartupException">A setting cannot be used, or would let others in without TLS.</exception>
    public static Transport Of(IConfiguration configuration)
    {
        var transport = new Transport(configuration);
        return transport.Fault() is { } fault ? throw new StartupException($"{fault}; {Manual}") : transport;
    }

    private string? Fault()
    {
        if (BehindTlsProxy && TrustedProxies.Count == 0)
            return "Server:BehindTlsProxy says that a proxy stands before GridMap, and Server:TrustedProxies has to name its address";
        if (!BehindTlsProxy && TrustedProxies.Count > 0)
            return "Server:TrustedProxies names proxies, and Server:BehindTlsProxy does not say that they speak TLS";
        if (!BehindTlsProxy && Addresses.FirstOrDefault(one => !one.IsTls && !one.IsLoopback) is { Text: { } plain })
            return $"GridMap does not listen on {plain}: beyond this machine it answers by TLS only, its own (Server:Certificate) or a proxy's (Server:BehindTlsProxy)";
        if (Addresses.FirstOrDefault(one => one.IsTls) is { Text: { } secure } && Certificate is null && !HasKestrelCertificate())
            return $"GridMap cannot listen on {secure} without a certificate: Server:Certificate has to name its PEM file";
        return IsReachable && Hosts.Count == 0
            ? "Others can reach GridMap, and Server:Hosts has to say under which name"
            : null;
    }

    // Kestrel's own configuration may name certificates too, and reads them itself.
    private bool HasKestrelCertificate() => _configuration.GetSection("Kestrel:Certificates:Default").Exists()
        || _configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => endpoint.GetSection("Certificate").Exists());

    private string[] Words(string key) =>
        _configuration[key]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address)
            ? new(address, address.GetAddressBytes().Length * 8)
            : throw new StartupException($"Server:TrustedProxies: '{text}' is neither an address nor a network such as 10.1.0.0/16; {Manual}");
    }

    // Every place where ASP.NET Core looks for addresses to listen on.
    private static IEnumerable<string> Listed(IConfiguration configuration) =>
    [
        .. Split(configuration["urls"]),
        .. Split(configuration["http_ports"]).Select(port => $"http://*{AnyPort}{port}"),
        .. Split(configuration["https_ports"]).Select(port => $"https://*{AnyPort}{port}"),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static (string Text, bool IsTls, bool IsLoopback) Parse(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            var isTls = address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
            return (text, isTls, address.IsUnixPipe || LoopbackNames.Contains(address.Host));
        }
        catch (FormatException wrong)
        {
            throw new StartupException($"The address to listen on cannot be used: {wrong.Message}", wrong);
        }
    }
}
