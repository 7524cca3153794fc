namespace GridMap.Server.Audit;

/// <summary>The problem a request was answered with, for whoever looks at it after the endpoint.</summary>
/// <param name="Type">Its type without what all begin with, for example <c>not-allowed</c>.</param>
internal sealed record ToldProblem(string Type)
{
    /// <summary>Takes note of every problem, whoever answers it and however the caller wants it written, and writes none.</summary>
    internal sealed class Watch : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context)
        {
            if (context.ProblemDetails.Type is { } type) context.HttpContext.Features.Set(new ToldProblem(type[(type.LastIndexOf(':') + 1)..]));
            return false;
        }

        public ValueTask WriteAsync(ProblemDetailsContext context) => throw new NotSupportedException();
    }
}
