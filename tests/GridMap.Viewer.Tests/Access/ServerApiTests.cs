using System.Net;
using System.Text;
using GridMap.Contracts.Access;
using GridMap.Viewer.Access;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Tests.Access;

/// <summary>What becomes of requests when the session has ended, or the page's token is stale.</summary>
public sealed class ServerApiTests : IDisposable
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly CurrentUser _user = new();
    private readonly Answers _answers = new();
    private readonly HttpClient _http;
    private readonly ServerApi _server;

    public ServerApiTests()
    {
        _http = new HttpClient(_answers) { BaseAddress = new Uri("http://localhost/") };
        _server = new ServerApi(_http, TimeProvider.System, _user);
        _user.Take(new(Account, "first"));
    }

    private static SignedIn Account { get; } = new(Guid.Parse("01935b1e-0000-7000-8000-000000000001"), "wang", "王", false, false, null, 1800, []);

    [Fact]
    public async Task A_request_whose_session_has_ended_is_sent_again_as_it_was_after_signing_in()
    {
        _answers.Then(401, "sign-in-required").Then(200, "\"stored\"");
        var sending = _server.PostAsync<string>("api/things", new { text = "typed" }, Cancelled);
        Assert.False(sending.IsCompleted);
        Assert.True(_user.HasEnded);

        _user.Take(new(Account, "second"));

        Assert.Equal("stored", await sending);
        Assert.Equal([("POST", "first", """{"text":"typed"}"""), ("POST", "second", """{"text":"typed"}""")], _answers.Asked);
    }

    [Fact]
    public async Task A_refusal_that_comes_after_signing_in_again_asks_nobody_a_second_time()
    {
        _ = _user.SignedInAgainAsync();
        _answers.Then(401, "sign-in-required", meanwhile: () => _user.Take(new(Account, "second"))).Then(200, "\"found\"");
        Assert.Equal("found", await _server.GetAsync<string>("api/things", Cancelled));
        Assert.False(_user.HasEnded);
    }

    [Fact]
    public async Task A_stale_token_is_renewed_once_and_the_request_sent_again()
    {
        _answers.Then(400, "stale-page").Then(200, Json("second")).Then(200, "\"stored\"");
        Assert.Equal("stored", await _server.PostAsync<string>("api/things", new { }, Cancelled));
        Assert.Equal([("POST", "first", "{}"), ("GET", null, ""), ("POST", "second", "{}")], _answers.Asked);
    }

    [Fact]
    public async Task A_token_that_stays_stale_is_told_and_not_tried_for_ever()
    {
        _answers.Then(400, "stale-page").Then(200, Json("second")).Then(400, "stale-page");
        var problem = await Assert.ThrowsAsync<ProblemException>(() => _server.PostAsync<string>("api/things", new { }, Cancelled));
        Assert.True(problem.IsStalePage);
    }

    [Fact]
    public void Nothing_is_sent_in_the_name_of_another_person_who_signed_in_meanwhile()
    {
        var other = Account with { AccountId = Guid.CreateVersion7(), Name = "li" };
        _answers.Then(400, "stale-page").Then(200, System.Text.Json.JsonSerializer.Serialize(new Session(other, "other"), GridMap.Contracts.ContractsJson.Options));
        var sending = _server.PostAsync<string>("api/things", new { }, Cancelled);
        Assert.True(_user.IsSomebodyElse);
        Assert.False(sending.IsCompleted);
        Assert.Equal(2, _answers.Asked.Count);
    }

    [Fact]
    public async Task How_long_to_wait_is_read_from_the_answer()
    {
        _answers.Then(429, "too-many-attempts", retryAfterSeconds: 90);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => _server.PostAsync<string>("api/session", new { }, Cancelled));
        Assert.Equal(TimeSpan.FromSeconds(90), problem.RetryAfter);
    }

    public void Dispose()
    {
        _http.Dispose();
        _answers.Dispose();
    }

    private static string Json(string token) =>
        System.Text.Json.JsonSerializer.Serialize(new Session(Account, token), GridMap.Contracts.ContractsJson.Options);

    /// <summary>Answers in turn, and writes down method, token and content of what was asked.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private readonly Queue<(HttpResponseMessage Answer, Action? Meanwhile)> _answers = [];

        public List<(string Method, string? Token, string Content)> Asked { get; } = [];

        public Answers Then(int status, string typeOrJson, int? retryAfterSeconds = null, Action? meanwhile = null)
        {
            var json = status == 200 ? typeOrJson : $$"""{"type":"urn:gridmap:problem:{{typeOrJson}}"}""";
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            if (retryAfterSeconds is { } seconds) answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            _answers.Enqueue((answer, meanwhile));
            return this;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var token = request.Headers.TryGetValues("X-GridMap-Antiforgery", out var sent) ? sent.Single() : null;
            // Contents here are small and in memory: reading them ends at once.
            var content = request.Content is null ? "" : new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEnd();
            Asked.Add((request.Method.Method, token, content));
            var (answer, meanwhile) = _answers.Dequeue();
            meanwhile?.Invoke();
            return Task.FromResult(answer);
        }
    }
}
