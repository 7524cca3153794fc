using System.Net;

namespace GridMap.Server.Tests.Platform;

public sealed class HeadRequestsTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Theory]
    [InlineData("issues", HttpStatusCode.OK)]
    [InlineData("density", HttpStatusCode.OK)]
    [InlineData("issues.csv", HttpStatusCode.OK)]
    [InlineData("/tiles/990101/grids.json", HttpStatusCode.OK)]
    [InlineData("/tiles/990101/grids/9/0/0.mvt", HttpStatusCode.NoContent)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("issues?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/counties/990199/issues", HttpStatusCode.NotFound)]
    public async Task HEAD_answers_as_GET_without_the_content(string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await shared.County.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var get = await shared.County.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal((status, status), (head.StatusCode, get.StatusCode));
        Assert.Equal((get.Content.Headers.ContentType, get.Headers.ETag), (head.Content.Headers.ContentType, head.Headers.ETag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
