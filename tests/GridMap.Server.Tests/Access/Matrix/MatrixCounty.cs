using GridMap.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>The county of the matrix and everyone who visits it; nothing in it changes.</summary>
public sealed class MatrixCounty(PostgisFixture postgis) : IAsyncLifetime
{
    internal AreaCounty County { get; private set; } = null!;

    internal IReadOnlyList<Visitor> Visitors { get; private set; } = null!;

    /// <summary>Method and pattern of every endpoint that is mapped, files left out.</summary>
    internal IReadOnlyList<string> Endpoints => [.. County.County.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        // What a server that was not published adds for files made since; the gate lets nobody get there.
        .Where(endpoint => endpoint.RoutePattern.RawText != "{**path:file}")
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
            .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
        .Distinct().Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        County = await AreaCounty.CreateAsync(postgis);
        Visitors = await Matrix.Visitors.CreateAsync(County);
    }

    public ValueTask DisposeAsync() => County.DisposeAsync();
}
