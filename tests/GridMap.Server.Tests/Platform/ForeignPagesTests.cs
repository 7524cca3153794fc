using System.Net;

namespace GridMap.Server.Tests.Platform;

public sealed class ForeignPagesTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Theory]
    [InlineData("http://gridmap.example", "foreign-page")]
    [InlineData("null", "foreign-page")]
    [InlineData("http://localhost:1", "foreign-page")]
    public async Task A_page_of_another_site_changes_nothing(string origin, string type) =>
        Assert.Equal((HttpStatusCode.Forbidden, type), await AskAsync(HttpMethod.Post, "localhost", origin));

    [Theory]
    [InlineData("gridmap.example")]
    [InlineData("192.0.2.1")]
    [InlineData("localhost.gridmap.example")]
    public async Task A_name_that_only_resolves_here_is_not_answered(string host) =>
        Assert.Equal((HttpStatusCode.Forbidden, "foreign-host"), await AskAsync(HttpMethod.Get, host, origin: null));

    [Theory]
    [InlineData("localhost", "http://localhost")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("[::1]:5080", "http://[::1]:5080")]
    [InlineData("LOCALHOST", null)]
    public async Task Its_own_pages_and_programs_that_are_no_browser_are_answered(string host, string? origin)
    {
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HttpMethod.Get, host, origin)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HttpMethod.Post, host, origin)).Status);
    }

    // Choosing class breaks anew is a write without content, as a form of any page can send it.
    private async Task<(HttpStatusCode Status, string Type)> AskAsync(HttpMethod method, string host, string? origin)
    {
        using var request = new HttpRequestMessage(method, method == HttpMethod.Post ? "density/breaks" : "density");
        request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var response = await shared.County.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, response.IsSuccessStatusCode ? "" : text.Split("urn:gridmap:problem:")[1].Split('"')[0]);
    }
}
