using System.Text.Json;
using System.Text.RegularExpressions;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Platform;

public sealed partial class OpenApiTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    private static readonly string[] StrictTypes = ["string", "integer", "number", "boolean", "array"];

    [Fact]
    public async Task Every_route_is_described_with_the_parameters_it_knows()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var endpoints = Endpoints().ToList();
        Assert.True(endpoints.Count > 20, $"{endpoints.Count} endpoints");
        foreach (var endpoint in endpoints)
        {
            var operation = paths.GetProperty(Path(endpoint)).GetProperty(Method(endpoint));
            var parameters = Parameters(operation).ToLookup(one => one.GetProperty("in").GetString(), one => one.GetProperty("name").GetString());
            var known = endpoint.Metadata.GetMetadata<KnownParameters>()?.Names ?? [];
            Assert.True(known.Order().SequenceEqual(parameters["query"].Order()), $"{Path(endpoint)}: {string.Join(",", parameters["query"])}");
            Assert.Equal(endpoint.RoutePattern.Parameters.Select(one => one.Name).Order(), parameters["path"].Order());
        }

        Assert.Equal(endpoints.Count, paths.EnumerateObject().Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal)).Sum(path => path.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_failures()
    {
        var names = new HashSet<string>();
        foreach (var (path, operation) in await OperationsAsync())
        {
            Assert.True(operation.TryGetProperty("operationId", out var name) && names.Add(name.GetString()!), $"{path} has no name of its own");
            Assert.True(operation.TryGetProperty("summary", out _), $"{path} has no summary");
            Assert.True(operation.GetProperty("responses").GetProperty("default").GetProperty("content")
                .TryGetProperty("application/problem+json", out _), path);
        }
    }

    [Fact]
    public async Task Parameters_and_members_have_one_type_and_numbers_are_no_strings()
    {
        foreach (var (path, operation) in await OperationsAsync())
            foreach (var parameter in Parameters(operation))
                Assert.Contains(parameter.GetProperty("schema").GetProperty("type").GetString(), StrictTypes);
        var text = (await DocumentAsync()).GetProperty("components").GetRawText();
        Assert.DoesNotContain("\"pattern\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anyOf", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_say_the_revision_they_change()
    {
        foreach (var noun in (string[])["issues", "facilities"])
            foreach (var method in (string[])["patch", "delete"])
            {
                var operation = (await DocumentAsync()).GetProperty("paths").GetProperty($"/api/counties/{{county}}/{noun}/{{id}}").GetProperty(method);
                Assert.Contains(Parameters(operation), one => one.GetProperty("name").GetString() == "If-Match");
                Assert.True(operation.GetProperty("responses").TryGetProperty("412", out _));
                Assert.True(operation.GetProperty("responses").TryGetProperty("428", out _));
            }
    }

    private async Task<JsonElement> DocumentAsync() =>
        (await shared.County.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Read<JsonElement>();

    private async Task<IEnumerable<(string Path, JsonElement Operation)>> OperationsAsync() =>
        from path in (await DocumentAsync()).GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static JsonElement.ArrayEnumerator Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default;

    private IEnumerable<RouteEndpoint> Endpoints() =>
        from endpoint in shared.County.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true
        where Path(endpoint).StartsWith("/api/", StringComparison.Ordinal)
        select endpoint;

    // Constraints are not part of a described path.
    private static string Path(RouteEndpoint endpoint) => "/" + Constraint.Replace(endpoint.RoutePattern.RawText!.Trim('/'), "");

    private static string Method(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single().ToLowerInvariant();

    [GeneratedRegex(":[^}]+(?=})")]
    private static partial Regex Constraint { get; }
}
