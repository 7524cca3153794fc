using System.Reflection;
using GridMap.Contracts.Imports;
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
/// <param name="Reader">Whoever reads what stands there, where the same one reads other places too; null for one of its own.</param>
internal sealed record Place(string Name, Action<Sent, string> Put, PlaceKind Kind, string? Reader = null);

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

    // What is asked of a file stands beside its mapping or in it.
    private bool TakesForm => Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true;

    private MethodInfo? Handler => Endpoint.Metadata.GetMetadata<MethodInfo>();

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
        select new Place($"{{{part.Name}}}", (sent, text) => sent.Parts[part.Name] = text, PlaceKind.Part, Readers.OfPart(Handler, part.Name));

    private IEnumerable<Place> Parameters() =>
        from name in Endpoint.Metadata.GetMetadata<KnownParameters>()?.Names ?? []
        select new Place($"?{name}", (sent, text) => sent.Query[name] = text, PlaceKind.Parameter, TakesForm ? Readers.Mapping : Readers.OfParameter(Handler, name));

    private IEnumerable<Place> Headers()
    {
        var own = Handler?.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<FromHeaderAttribute>()?.Name).OfType<string>() ?? [];
        var ofAll = TakeHeadersOfAll.Contains(Name) ? HeadersOfAll : [];
        return [.. own.Select(name => Header(name, name)), .. ofAll.Select(name => Header(name, Readers.Headers))];
    }

    private IEnumerable<Place> Content()
    {
        var accepts = Endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
        if (accepts?.RequestType is not { } type) return [];
        if (accepts.ContentTypes.Contains("application/json")) return type.Namespace == typeof(FieldMapping).Namespace ? InMapping(type) : Members.Of(type);
        return type.GetProperties().SelectMany(part => part.Name switch
        {
            "File" => [new("file name", (sent, text) => sent.FileName = text, PlaceKind.Text, "file name")],
            "Mapping" => InMapping(typeof(FieldMapping)),
            var other => throw new NotSupportedException($"{Name} takes a form with a part {other}, whose places nobody has told here."),
        });
    }

    private static Place Header(string name, string reader) => new($"header {name}", (sent, text) => sent.Headers[name] = text, PlaceKind.Header, reader);

    private static IEnumerable<Place> InMapping(Type type) => Members.Of(type).Select(place => place with { Reader = Readers.Mapping });
}
