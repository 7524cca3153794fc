namespace GridMap.Server.Platform;

/// <summary>Which query parameters an endpoint knows; any other answers 400, so that a slip of the pen is not silently ignored.</summary>
internal sealed record KnownParameters(IReadOnlyList<string> Names)
{
    /// <summary>The one filter that refuses undeclared query parameters.</summary>
    public static async ValueTask<object?> RefuseOthers(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var known = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<KnownParameters>()?.Names ?? [];
        foreach (var name in context.HttpContext.Request.Query.Keys)
            if (!known.Contains(name, StringComparer.Ordinal))
                return Problems.UnknownParameter(name, known);
        return await next(context);
    }
}

internal static class KnownParametersExtensions
{
    /// <summary>Declares the query parameters of an endpoint.</summary>
    public static RouteHandlerBuilder Knows(this RouteHandlerBuilder builder, params string[] names) =>
        builder.WithMetadata(new KnownParameters(names));
}
