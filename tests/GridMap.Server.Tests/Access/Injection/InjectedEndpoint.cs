using System.Reflection;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>One place of a request that takes a text.</summary>
/// <param name="Name">Where it is, for people.</param>
/// <param name="Put">Puts a text there.</param>
/// <param name="Kind">What kind of place it is.</param>
internal sealed record Place(string Name, Action<Sent, string> Put, PlaceKind Kind);

internal enum PlaceKind
{
    /// <summary>A part of the address.</summary>
    Part,

    /// <summary>A query parameter.</summary>
    Parameter,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A member of the content that holds any text.</summary>
    Text,

    /// <summary>A member of the content that holds something else.</summary>
    Other,
}

/// <summary>An endpoint and every place in which something can be said to it, as the endpoint itself declares them.</summary>
internal sealed class InjectedEndpoint
{
    // What the server reads of any request, and keeps.
    private static readonly string[] HeadersOfAll = ["User-Agent", "If-None-Match", "Authorization", "Cookie", "Origin", "X-GridMap-Antiforgery", "X-Forwarded-For", "Last-Event-ID"];
    private static readonly string[] TakeHeadersOfAll = ["POST /api/session", "GET /tiles/{county}/{layer}/{z}/{x}/{y}.mvt", "GET /api/counties/{county}/density"];

    private InjectedEndpoint(RouteEndpoint endpoint, string method)
    {
        (Endpoint, Method) = (endpoint, new(method));
        Pattern = '/' + endpoint.RoutePattern.RawText!.Trim('/');
        Places = [.. Parts(), .. Parameters(), .. Headers(), .. Content()];
    }

    public RouteEndpoint Endpoint { get; }

    public HttpMethod Method { get; }

    public string Pattern { get; }

    public string Name => $"{Method} {Pattern}";

    public IReadOnlyList<Place> Places { get; }

    public override string ToString() => Name;

    /// <summary>Every endpoint that is mapped; files and pages without parameters have no places.</summary>
    public static IReadOnlyList<InjectedEndpoint> All(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
               // Where the gate lets nobody; see MatrixCounty.
               && endpoint.RoutePattern.RawText != "{**path:file}"
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method != "HEAD"
           select new InjectedEndpoint(endpoint, method),
    ];

    private IEnumerable<Place> Parts() =>
        from part in Endpoint.RoutePattern.Parameters
        select new Place($"{{{part.Name}}}", (sent, text) => sent.Parts[part.Name] = text, PlaceKind.Part);

    private IEnumerable<Place> Parameters() =>
        from name in Endpoint.Metadata.GetMetadata<KnownParameters>()?.Names ?? []
        select new Place($"?{name}", (sent, text) => sent.Query[name] = text, PlaceKind.Parameter);

    private IEnumerable<Place> Headers()
    {
        var own = Endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<FromHeaderAttribute>()?.Name).OfType<string>() ?? [];
        return from name in TakeHeadersOfAll.Contains(Name) ? own.Concat(HeadersOfAll) : own
               select new Place($"header {name}", (sent, text) => sent.Headers[name] = text, PlaceKind.Header);
    }

    private IEnumerable<Place> Content()
    {
        var accepts = Endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
        if (accepts?.RequestType is not { } type) return [];
        if (accepts.ContentTypes.Contains("application/json")) return Members.Of(type);
        Assert.True(type == typeof(GridMap.Server.Import.ImportForm), $"{Name} takes a form whose places nobody has told here.");
        return
        [
            .. Members.Of(typeof(Contracts.Imports.FieldMapping)),
            new("file name", (sent, text) => sent.FileName = text, PlaceKind.Text),
        ];
    }
}
