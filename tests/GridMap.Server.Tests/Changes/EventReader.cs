using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Changes;

namespace GridMap.Server.Tests.Changes;

/// <summary>Reads server-sent events as a browser does.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EventReader> OpenAsync(HttpClient client, string address, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct)).EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(Ct)));
    }

    /// <summary>The next event; null at the end of the stream. Fails after half a minute.</summary>
    public async Task<(string Id, ChangeNotice Notice)?> NextAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        string id = "", data = "";
        while (await lines.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && data.Length > 0) return (id, JsonSerializer.Deserialize<ChangeNotice>(data, ContractsJson.Options)!);
        }
        return null;
    }

    /// <summary>The next event that names the layer.</summary>
    public async Task<(string Id, ChangeNotice Notice)> NextOfAsync(string layer)
    {
        while (true)
        {
            var next = await NextAsync();
            Assert.NotNull(next);
            if (next.Value.Notice.Layers.Contains(layer)) return next.Value;
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
