using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>Turns what was thrown into a problem: a caller's fault by name, ours with a trace id and nothing else.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException bad => Of(bad, http.Request),
            JsonException json => Problems.BadBody(JsonFaults.Explain(json)),
            PostgresException database => Problems.FromDatabase(database),
            NpgsqlException => Problems.Unavailable(),
            TimeoutException => Problems.Busy(),
            _ => null,
        } ?? Internal(http, exception);
        if (problem.StatusCode == 503) http.Response.Headers.RetryAfter = "2";
        await problem.ExecuteAsync(http);
        return true;
    }

    // The framework says nothing of an exception that a handler answered.
    private ProblemHttpResult Internal(HttpContext http, Exception exception)
    {
        LogUnexpected(log, exception, http.Request.Method, http.Request.Path, http.TraceIdentifier);
        return Problems.Of(500, "internal", "Something went wrong on our side", $"Quote this when you report it: {http.TraceIdentifier}");
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed unexpectedly; the caller was told {TraceId}")]
    private static partial void LogUnexpected(ILogger log, Exception exception, string method, string path, string traceId);

    private static ProblemHttpResult Of(BadHttpRequestException bad, HttpRequest request)
    {
        if (bad is { StatusCode: 400, InnerException: JsonException json }) return Problems.BadBody(JsonFaults.Explain(json));
        if (bad.StatusCode != 400)
        {
            var problem = Problems.Of(bad.StatusCode, "", "", "");
            Problems.Complete(problem.ProblemDetails, request);
            return problem;
        }

        return UnboundParameter.Match(bad.Message) is { Success: true } unbound
            ? Problems.BadParameter(CamelCase(unbound.Groups["name"].Value), $"it must be {InWords(unbound.Groups["type"].Value)}.")
            : Problems.BadBody("The content is missing: send JSON.");
    }

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    // What the framework calls a type, in words that mean something outside of it.
    private static string InWords(string type)
    {
        var words = new (string Part, string Words)[]
        {
            ("Guid", "a UUID"), ("Int", "a whole number"), ("int", "a whole number"), ("long", "a whole number"),
            ("Double", "a number"), ("double", "a number"), ("bool", "true or false"), ("Boolean", "true or false"),
            ("DateTimeOffset", "a time such as 2026-01-31T08:00:00+08:00"), ("DateOnly", "a day such as 2026-01-31"),
        };
        return words.FirstOrDefault(word => type.Contains(word.Part, StringComparison.Ordinal)).Words ?? "of another form";
    }

    [GeneratedRegex("""^Failed to bind parameter "(?<type>.+) (?<name>\S+)" from """, RegexOptions.NonBacktracking)]
    private static partial Regex UnboundParameter { get; }
}
