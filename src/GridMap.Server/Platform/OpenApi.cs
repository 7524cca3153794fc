using System.Reflection;
using GridMap.Contracts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GridMap.Server.Platform;

/// <summary>What the framework cannot know when it describes the interface in <c>/openapi/v1.json</c>.</summary>
internal static class OpenApi
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Registers the document.</summary>
    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "GridMap",
                Version = "v1",
                Description = "A county's responsibility grids, what stands in them and what is wrong in them. "
                    + "Coordinates are longitude, latitude in degrees, EPSG:4326.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(UnwrapOptionalAsync);
    });

    private static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler && metadata.OfType<ITagsMetadata>().LastOrDefault() is { Tags: [var tag, ..] })
            operation.OperationId ??= $"{tag}_{handler.Name}";
        var problem = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct) };
        operation.Responses ??= [];
        foreach (var (status, meaning) in Failures(operation))
            operation.Responses.TryAdd(status, new OpenApiResponse { Description = meaning, Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = problem } });
    }

    private static IEnumerable<(string Status, string Meaning)> Failures(OpenApiOperation operation)
    {
        yield return ("400", "The request cannot be used; the problem names the parameter or the place");
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
            yield return ("404", "No such county, or nothing of that name in it");
        if (operation.RequestBody is not null)
        {
            yield return ("409", "It stands in the way of something stored");
            yield return ("413", "Too large");
            yield return ("415", "Another content type");
            yield return ("422", "A value cannot be stored; the problem names the member");
        }

        if (operation.Parameters?.Any(parameter => parameter.Name == "If-Match") == true)
        {
            yield return ("412", "Changed by somebody else; 'current' holds what stands now");
            yield return ("428", "If-Match is missing");
        }

        yield return ("default", "Any other failure (RFC 9457); the types are explained in docs/problems.md");
    }

    // A partial change's member is written as its value; that it may be absent is said by its not being required.
    private static async Task UnwrapOptionalAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Optional<>)) return;
        var inner = type.GetGenericArguments()[0];
        var value = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(inner) ?? inner, null, ct);
        (schema.Type, schema.Format, schema.Items) = (value.Type | JsonSchemaType.Null, value.Format, value.Items);
        (schema.Properties, schema.Required) = (value.Properties, value.Required);
        schema.AdditionalPropertiesAllowed = value.AdditionalPropertiesAllowed;
    }
}
