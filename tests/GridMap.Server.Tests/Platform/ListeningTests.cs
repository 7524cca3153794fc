using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GridMap.Server.Commands;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Accounts;
using GridMap.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace GridMap.Server.Tests.Platform;

/// <summary>Who reaches the server, by which wire, and what is believed of it.</summary>
public sealed class ListeningTests(PostgisFixture postgis) : IDisposable
{
    private const string Name = "grid.example";

    private static readonly (string Key, string Value)[] Proxied =
        [("Server:BehindTlsProxy", "true"), ("Server:TrustedProxies", "127.0.0.1"), ("Server:Hosts", Name)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gridmap-tls-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("GridMap does not listen on http://0.0.0.0:80", "urls=http://0.0.0.0:80", "Server:Hosts=grid.example")]
    [InlineData("GridMap does not listen on http://*:8080", "http_ports=8080", "Server:Hosts=grid.example")]
    [InlineData("GridMap does not listen on http://10.0.0.1:80", "urls=https://10.0.0.1;http://10.0.0.1:80", "Server:Certificate=x", "Server:Hosts=grid.example")]
    [InlineData("GridMap does not listen on http://[::]:80", "Kestrel:Endpoints:Wide:Url=http://[::]:80", "Server:Hosts=grid.example")]
    [InlineData("GridMap does not listen on http://grid.example", "urls=http://grid.example", "Server:Hosts=grid.example")]
    [InlineData("without a certificate", "urls=https://127.0.0.1:443")]
    [InlineData("Server:Hosts has to say", "urls=https://0.0.0.0:443", "Server:Certificate=x")]
    [InlineData("Server:Hosts has to say", "Server:BehindTlsProxy=true", "Server:TrustedProxies=10.0.0.1")]
    [InlineData("Server:TrustedProxies has to name", "Server:BehindTlsProxy=true", "Server:Hosts=grid.example")]
    [InlineData("Server:BehindTlsProxy does not say", "Server:TrustedProxies=10.0.0.1")]
    [InlineData("'10.0.0.0/99' is neither", "Server:BehindTlsProxy=true", "Server:TrustedProxies=10.0.0.0/99", "Server:Hosts=grid.example")]
    [InlineData("cannot be used", "urls=nonsense")]
    public void What_would_let_others_in_without_TLS_is_refused_in_one_sentence(string sentence, params string[] settings)
    {
        var refused = Assert.Throws<StartupException>(() => Transport.Of(Configuration(settings)));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, false, "urls=http://127.0.0.1:80;http://[::1]:81;http://localhost:82")]
    [InlineData(true, true, "urls=https://0.0.0.0:443", "Server:Certificate=x", "Server:Hosts=grid.example")]
    [InlineData(true, false, "urls=https://127.0.0.1:443", "Kestrel:Certificates:Default:Path=x")]
    [InlineData(true, true, "urls=http://0.0.0.0:80", "Server:BehindTlsProxy=true", "Server:TrustedProxies=10.0.0.1, 10.1.0.0/16", "Server:Hosts=grid.example,www.grid.example")]
    public void Whether_the_transport_is_secure_and_whether_others_reach_it_is_said_in_one_place(bool isSecure, bool isReachable, params string[] settings)
    {
        var transport = Transport.Of(Configuration(settings));

        Assert.Equal((isSecure, isReachable), (transport.IsSecure, transport.IsReachable));
    }

    [Fact]
    public async Task A_certificate_is_served_with_its_chain_and_taken_up_anew_when_it_is_renewed()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        using var authority = new TestAuthority();
        var file = Path.Combine(_folder.FullName, "server.pem");
        authority.Issue(file, "first");
        await using var server = await StartAsync(database, "https://127.0.0.1:0", $"Server:Certificate={file}", $"Server:Hosts={Name}");
        var served = new List<string>();
        async Task<HttpResponseMessage> AskAsync()
        {
            using var client = Client(server, authority, served);
            return await client.SendAsync(Request("/health/live", Name), Ct);
        }

        using var answer = await AskAsync();
        Assert.Equal("alive", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security"));
        Assert.Equal("CN=first", served[^1]);
        authority.Issue(file, "second");
        await Eventually.HoldsAsync(async () =>
        {
            (await AskAsync()).Dispose();
            return served[^1] == "CN=second";
        });
        await File.WriteAllTextAsync(file, "-----BEGIN CERT", Ct);
        (await AskAsync()).Dispose();
        Assert.Equal("CN=second", served[^1]);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_told_in_one_sentence()
    {
        await using var database = await postgis.CreateDatabaseAsync();

        var refused = await Assert.ThrowsAsync<StartupException>(
            () => StartAsync(database, "https://127.0.0.1:0", "Server:Certificate=/nowhere/server.pem", $"Server:Hosts={Name}"));

        Assert.StartsWith("Server:Certificate '/nowhere/server.pem' cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_demo_accounts_may_sign_in_nobody_else_reaches_the_server()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        var demo = await People.StoreAsync(database.Source, "demo-office", isDemo: true);
        string[] settings = [.. Proxied.Select(setting => $"{setting.Key}={setting.Value}")];

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync(database, "http://127.0.0.1:0", settings));
        await using (await StartAsync(database, "http://127.0.0.1:0"))
            await database.Source.ExecuteAsync("UPDATE account SET disabled_at = now() WHERE account_id = $1", [demo], Ct);
        await using var started = await StartAsync(database, "http://127.0.0.1:0", settings);

        Assert.Contains("disable them", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(started.Urls);
    }

    [Fact]
    public async Task What_a_trusted_proxy_says_is_believed()
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A", Proxied);

        Assert.Equal((200, ""), await AskAsync(county.Client, "https", "192.0.2.7", Name));
        Assert.Equal((403, "in-clear"), await AskAsync(county.Client, "http", "192.0.2.7", Name));
        Assert.Equal((403, "in-clear"), await AskAsync(county.Client, null, "192.0.2.7", Name));
        Assert.Equal((403, "foreign-host"), await AskAsync(county.Client, "https", "192.0.2.7", "rebound.example"));
        Assert.Equal((403, "foreign-page"), await AskAsync(county.Client, "https", "192.0.2.7", Name, origin: "https://elsewhere.example"));
        Assert.Equal((403, "foreign-page"), await AskAsync(county.Client, "https", "192.0.2.7", Name, origin: $"http://{Name}"));
        Assert.Equal((404, "not-found"), await AskAsync(county.Client, "https", "192.0.2.7", Name, origin: $"https://{Name}"));
        await AddMemberAsync(county, "198.51.100.1, 192.0.2.7");

        Assert.Equal("192.0.2.7", await AuditedAddressAsync(county));
    }

    [Fact]
    public async Task What_anybody_else_says_about_who_asks_is_not_looked_at()
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A",
            ("Server:BehindTlsProxy", "true"), ("Server:TrustedProxies", "192.0.2.1"), ("Server:Hosts", Name));

        Assert.Equal((403, "in-clear"), await AskAsync(county.Client, "https", "192.0.2.7", Name, host: Name));
        Assert.Equal((403, "foreign-page"), await AskAsync(county.Client, "https", "192.0.2.7", Name, origin: $"https://{Name}"));
        await AddMemberAsync(county, "192.0.2.7");

        Assert.Equal("127.0.0.1", await AuditedAddressAsync(county));
    }

    private static async Task AddMemberAsync(TestCounty county, string forwardedFor)
    {
        var account = await People.StoreAsync(county.Db, "li");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/counties/{TestCounty.Code}/members/{account}");
        request.Content = new StringContent("""{"unitCode":null}""", System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await county.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task<string> AuditedAddressAsync(TestCounty county) =>
        county.SqlScalarAsync<string>("SELECT content ->> 'address' FROM audit_entry WHERE action = 'member.added'");

    // A write where an origin is given, of something that is not there.
    private static async Task<(int Status, string Problem)> AskAsync(
        HttpClient client, string? proto, string forwardedFor, string forwardedHost, string? origin = null, string? host = null)
    {
        using var request = origin is null
            ? new HttpRequestMessage(HttpMethod.Get, "/api/counties")
            : new HttpRequestMessage(HttpMethod.Delete, $"/api/counties/{TestCounty.Code}/grants/{Guid.CreateVersion7()}");
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (proto is not null) request.Headers.Add("X-Forwarded-Proto", proto);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Host", forwardedHost);
        using var response = await client.SendAsync(request, Ct);
        var answer = await Answer.ReadAsync(response, Ct);
        return (answer.Status, answer.ProblemType ?? "");
    }

    private static IConfiguration Configuration(string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();

    private static async Task<WebApplication> StartAsync(TestDatabase database, string urls, params string[] settings)
    {
        var builder = ServerHost.CreateBuilder([
            "--applicationName=GridMap.Server", "--urls", urls, $"--ConnectionStrings:GridMap={database.ConnectionString}",
            "--Logging:LogLevel:Default=Warning", .. settings.Select(setting => $"--{setting}")]);
        var app = builder.BuildGridMap();
        try
        {
            await app.StartAsync(Ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static HttpRequestMessage Request(string path, string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return request;
    }

    private static HttpClient Client(WebApplication server, TestAuthority authority, List<string> served)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            served.Add(certificate!.Subject);
            // Under another name than the certificate's; the chain must lead to the root through what the server sent.
            return (errors & ~(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch)) == 0
                && authority.LeadsToRoot((X509Certificate2)certificate, chain!);
        };
        return new HttpClient(handler) { BaseAddress = new Uri(server.Urls.First()) };
    }

    /// <summary>A root that signs an authority that signs a server's certificate.</summary>
    private sealed class TestAuthority : IDisposable
    {
        private readonly X509Certificate2 _root = Sign("root", null, isAuthority: true);
        private readonly X509Certificate2 _between;

        public TestAuthority() => _between = Sign("between", _root, isAuthority: true);

        public void Issue(string file, string name)
        {
            using var leaf = Sign(name, _between, isAuthority: false);
            File.WriteAllText(file, $"{leaf.ExportCertificatePem()}\n{_between.ExportCertificatePem()}\n{leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");
        }

        public bool LeadsToRoot(X509Certificate2 leaf, X509Chain sent)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(_root);
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
            return chain.Build(leaf);
        }

        public void Dispose()
        {
            _root.Dispose();
            _between.Dispose();
        }

        private static X509Certificate2 Sign(string name, X509Certificate2? issuer, bool isAuthority)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
            var from = TimeProvider.System.GetUtcNow().AddHours(-1);
            if (issuer is null) return request.CreateSelfSigned(from, from.AddDays(3));
            using var signed = request.Create(issuer, from.AddMinutes(1), from.AddDays(isAuthority ? 2 : 1), Guid.NewGuid().ToByteArray());
            return signed.CopyWithPrivateKey(key);
        }
    }
}
