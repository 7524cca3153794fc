using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GridMap.Contracts.Work;
using GridMap.Viewer.Access;

namespace GridMap.Viewer.Api;

/// <summary>
/// HTTP as this viewer speaks it: JSON, revisions as ETags, problems as exceptions, a lost request sent again. A request that
/// finds the session ended waits until the same person has signed in again, and is then sent as it was.
/// </summary>
internal sealed class ServerApi(HttpClient http, TimeProvider clock, CurrentUser user)
{
    private const string AntiforgeryHeader = "X-GridMap-Antiforgery";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    /// <exception cref="ProblemException">The server refused, or could not be reached.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken ct = default) => SendAsync<T>(() => new(HttpMethod.Get, path), ct);

    /// <summary>Sends a record with an id of its own: a resend is harmless, so that a lost answer costs nothing.</summary>
    public Task<T> PostAsync<T>(string path, object content, CancellationToken ct = default) =>
        SendAsync<T>(() => With(HttpMethod.Post, path, content, null), ct);

    /// <summary>Asks for something that becomes a piece of work where it takes long, and waits for its result then.</summary>
    /// <param name="path">Where to ask.</param>
    /// <param name="content">What.</param>
    /// <param name="workPath">Where a piece of work is asked after.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<T> PostAwaitedAsync<T>(string path, object content, Func<Guid, string> workPath, CancellationToken ct)
    {
        using var response = await AnswerAsync(() => With(HttpMethod.Post, path, content, null), ct);
        if (response.StatusCode != HttpStatusCode.Accepted) return await ReadAsync<T>(response, ct);
        var begun = await ReadAsync<PieceOfWork>(response, ct);
        return (await EndAsync(begun, workPath(begun.WorkId), ct)).Deserialize<T>(ApiJson.Options)!;
    }

    /// <summary>Waits for the end of a piece of work: its result.</summary>
    /// <exception cref="ProblemException">It failed, or somebody called it off.</exception>
    public async Task<JsonElement> EndAsync(PieceOfWork work, string path, CancellationToken ct)
    {
        while (!work.IsOver)
        {
            await Task.Delay(BetweenLooks, clock, ct);
            work = await GetAsync<PieceOfWork>(path, ct);
        }

        return work is { Status: WorkStatus.Done, Result: { } result } ? result : throw new ProblemException(TypeOf(work), work.Failure);
    }

    /// <summary>Does something with the revision that this viewer has seen, and no other.</summary>
    public Task<T> PostAsync<T>(string path, object content, long revision, CancellationToken ct = default) =>
        SendAsync<T>(() => With(HttpMethod.Post, path, content, revision), ct);

    /// <summary>Changes the revision that this viewer has seen, and no other.</summary>
    public Task<T> PatchAsync<T>(string path, object content, long revision, CancellationToken ct = default) =>
        SendAsync<T>(() => With(HttpMethod.Patch, path, content, revision), ct);

    /// <summary>Puts content in the place of the revision that this viewer has seen; null adds it, where a resend is harmless.</summary>
    public Task<T> PutAsync<T>(string path, object content, long? revision, CancellationToken ct = default) =>
        SendAsync<T>(() => With(HttpMethod.Put, path, content, revision), ct);

    /// <summary>Puts a file in the place of what is there, whatever that is.</summary>
    public Task<T> PutFileAsync<T>(string path, string fileName, byte[] content, CancellationToken ct = default) => SendAsync<T>(() => new(HttpMethod.Put, path)
    {
        Content = new MultipartFormDataContent { { new ByteArrayContent(content), "file", fileName } },
    }, ct);

    /// <summary>Deletes the revision that this viewer has seen.</summary>
    public async Task RemoveAsync(string path, long revision, CancellationToken ct = default) =>
        (await AnswerAsync(() => With(HttpMethod.Delete, path, null, revision), ct)).Dispose();

    /// <summary>Takes back what was recorded by mistake; it stays on record.</summary>
    public Task<T> DeleteAsync<T>(string path, long revision, CancellationToken ct = default) =>
        SendAsync<T>(() => With(HttpMethod.Delete, path, null, revision), ct);

    /// <summary>Sends something that is answered by nothing more than success.</summary>
    public async Task SendAsync(HttpMethod method, string path, object? content = null, CancellationToken ct = default) =>
        (await AnswerAsync(() => With(method, path, content, null), ct)).Dispose();

    /// <summary>Asks who is signed in, and for the antiforgery token that goes with it.</summary>
    public async Task RenewSessionAsync(CancellationToken ct = default)
    {
        user.Take(await GetAsync<Contracts.Access.Session>("api/session", ct));
        // Somebody else signed in here meanwhile: nothing is sent in their name, and the page opens anew.
        if (user.IsSomebodyElse) await Task.Delay(Timeout.InfiniteTimeSpan, clock, ct);
    }

    private static HttpRequestMessage With(HttpMethod method, string path, object? content, long? revision)
    {
        var request = new HttpRequestMessage(method, path);
        if (content is not null) request.Content = JsonContent.Create(content, content.GetType(), options: ApiJson.Options);
        if (revision is { } seen) request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        return request;
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        using var response = await AnswerAsync(make, ct);
        return await ReadAsync<T>(response, ct);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct) =>
        await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, ct)
        ?? throw new ProblemException("urn:gridmap:problem:internal", "The answer was empty.");

    private static string TypeOf(PieceOfWork work) =>
        "urn:gridmap:problem:" + (work.Result is { } result && Text(result, "type") is { } type ? type : work.Status == WorkStatus.Failed ? "file-refused" : "called-off");

    private async Task<HttpResponseMessage> AnswerAsync(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        var wasRenewed = false;
        while (true)
        {
            var signIns = user.SignIns;
            var response = await ReachAsync(make, ct);
            if (response.IsSuccessStatusCode) return response;
            ProblemException problem;
            using (response) problem = await ReadProblemAsync(response, ct);
            if (problem.IsSignInRequired)
            {
                if (signIns == user.SignIns) await user.SignedInAgainAsync().WaitAsync(ct);
            }
            else if (problem.IsStalePage && !wasRenewed)
            {
                wasRenewed = true;
                await RenewSessionAsync(ct);
            }
            else
            {
                throw problem;
            }
        }
    }

    private async Task<HttpResponseMessage> ReachAsync(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var request = make();
                if (request.Method != HttpMethod.Get && user.AntiforgeryToken is { } token)
                    request.Headers.TryAddWithoutValidation(AntiforgeryHeader, token);
                return await http.SendAsync(request, ct);
            }
            catch (HttpRequestException lost)
            {
                if (attempt == Pauses.Length) throw new ProblemException(ProblemException.Network, lost.Message);
            }
            await Task.Delay(Pauses[attempt], clock, ct);
        }
    }

    private static async Task<ProblemException> ReadProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(ApiJson.Options, ct);
            return new ProblemException(
                Text(body, "type") ?? "about:blank", Text(body, "detail") ?? Text(body, "title"), body, response.Headers.RetryAfter?.Delta);
        }
        catch (JsonException)
        {
            return new ProblemException("about:blank", $"HTTP {(int)response.StatusCode}");
        }
    }

    private static string? Text(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
