using System.Net;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace GridMap.Testing;

/// <summary>A browser as the server sees one: it keeps cookies, and its page sends the token it was given.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _address;

    /// <param name="app">The server; also one with replaced services.</param>
    /// <param name="isSecure">Whether it comes by https.</param>
    public TestBrowser(WebApplicationFactory<Program> app, bool isSecure = false)
    {
        // Of a server that listens, where it does.
        _address = isSecure ? new("https://localhost/") : app.ClientOptions.BaseAddress;
        _client = app.CreateDefaultClient(_address, new CookieContainerHandler(Cookies));
        _client.DefaultRequestHeaders.Authorization = null;
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>What the page sends as X-GridMap-Antiforgery; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>The session's cookie, as it is sent; null for none. Setting it replaces what the browser has.</summary>
    public string? Cookie
    {
        get => Cookies.GetCookies(_address).FirstOrDefault(IsSession)?.Value;
        set
        {
            foreach (var one in Cookies.GetCookies(_address).Where(IsSession)) one.Expired = true;
            if (value is not null) Cookies.Add(_address, new Cookie("gridmap", value, "/"));
        }
    }

    /// <summary>Who is signed in; the page's token is the answer's from here on.</summary>
    public async Task<Session> ShowAsync()
    {
        var session = (await SendAsync(HttpMethod.Get, "/api/session")).Read<Session>();
        Token = session.AntiforgeryToken;
        return session;
    }

    /// <summary>Opens the page and signs in.</summary>
    public async Task<Answer> SignInAsync(string name, string password)
    {
        await ShowAsync();
        var answer = await SendAsync(HttpMethod.Post, "/api/session", new SignIn(name, password));
        if (answer.Status == 200) Token = answer.Read<Session>().AntiforgeryToken;
        return answer;
    }

    /// <summary>Asks, and reads the answer whole.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">An address from the root.</param>
    /// <param name="content">Content to send as JSON; a string is sent as it is.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string address, object? content = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (content is not null)
            request.Content = new StringContent(
                content as string ?? JsonSerializer.Serialize(content, ContractsJson.Options), Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    /// <summary>Sends a request from the page, and reads the answer whole.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        if (Token is not null) request.Headers.Add("X-GridMap-Antiforgery", Token);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks for something that goes on and on, once its headers are there.</summary>
    public Task<HttpResponseMessage> OpenAsync(string address) =>
        _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public void Dispose() => _client.Dispose();

    private static bool IsSession(Cookie cookie) => cookie.Name is "gridmap" or "__Host-gridmap";
}
