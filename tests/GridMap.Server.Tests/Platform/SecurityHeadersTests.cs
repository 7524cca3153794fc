using GridMap.Testing;

namespace GridMap.Server.Tests.Platform;

public sealed class SecurityHeadersTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_answer_tells_browsers_what_they_may_do_and_nobody_what_serves_it()
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A");
        foreach (var (method, address, status) in new[]
        {
            ("GET", "/", 200), ("GET", "/index.html", 200), ("GET", "/health/live", 200), ("GET", "/nowhere", 404),
            ("GET", "/api/counties/990101/density", 200), ("GET", "/api/counties/990101/issues?limit=x", 400), ("GET", "/jobs", 200),
            ("GET", "/tiles/990101/grids/0/0/0.mvt", 204), ("POST", "/api/counties/990101/issues", 400), ("GET", "/api/counties/990101/issues.csv", 200),
            ("PATCH", "/api/counties", 405), ("POST", "/api/counties/990101/density/breaks", 200), ("GET", "/openapi/v1.json", 200),
        })
        {
            using var request = new HttpRequestMessage(new(method), address);
            if (status == 400 && method == "POST") request.Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
            using var response = await county.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            var answer = await Answer.ReadAsync(response, Ct);

            Assert.Equal((address, status), (address, answer.Status));
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("DENY", answer.Headers["X-Frame-Options"]);
            Assert.Equal("same-origin", answer.Headers["Referrer-Policy"]);
            Assert.Equal("same-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
            var policy = answer.Headers["Content-Security-Policy"];
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Equal(address == "/jobs", policy.Contains("'unsafe-inline'", StringComparison.Ordinal));
            Assert.DoesNotContain("Server", answer.Headers.Keys);
            Assert.DoesNotContain("X-Powered-By", answer.Headers.Keys);
            Assert.DoesNotContain("Strict-Transport-Security", answer.Headers.Keys);
        }
    }

    [Fact]
    public async Task A_failure_of_ours_tells_browsers_the_same()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.SqlAsync("ALTER TABLE issue RENAME TO issue_gone");

        var answer = await county.SendAsync(HttpMethod.Get, "issues");

        answer.AssertProblem(500, "internal");
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }
}
