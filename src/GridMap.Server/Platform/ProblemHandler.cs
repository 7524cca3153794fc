using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>Turns what was thrown into a problem: a caller's fault by name, ours with a trace id and nothing else.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: 413 } =>
                Problems.Of(413, "too-large", "The request is too large", "The file or content is larger than this server takes."),
            BadHttpRequestException { InnerException: JsonException json } => Problems.BadBody(Explain(json)),
            BadHttpRequestException bad => Problems.BadBody(bad.Message),
            JsonException json => Problems.BadBody(Explain(json)),
            PostgresException database => Problems.FromDatabase(database),
            NpgsqlException or TimeoutException => Problems.Unavailable(),
            _ => null,
        } ?? Problems.Of(500, "internal", "Something went wrong on our side", $"Quote this when you report it: {http.TraceIdentifier}");
        if (problem.StatusCode == 503) http.Response.Headers.RetryAfter = "2";
        await problem.ExecuteAsync(http);
        return true;
    }

    private static string Explain(JsonException json) =>
        $"Line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}, at {json.Path ?? "$"}: "
        + json.Message.Split(" Path: ", 2)[0];
}
