using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using GridMap.Contracts;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>Members of what is sent as JSON, however deep.</summary>
internal static class Members
{
    /// <summary>Every place of a type's JSON that takes a value.</summary>
    public static IEnumerable<Place> Of(Type type)
    {
        ContractsJson.Options.MakeReadOnly(populateMissingResolver: true);
        return Of(type, []);
    }

    private static IEnumerable<Place> Of(Type declared, string[] path)
    {
        var type = Bare(declared);
        var info = ContractsJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => info.Properties.SelectMany(member => Of(member.PropertyType, [.. path, member.Name])),
            // Said for a key that the ordinary content has, and as a key.
            JsonTypeInfoKind.Dictionary => Of(type.GetGenericArguments()[1], [.. path, "*"]).Append(
                new(string.Join('.', path) + " key", (sent, text) => Above(sent.Content!, [.. path, "*"])[text] = Something(type), PlaceKind.Other)),
            _ => [new(string.Join('.', path), (sent, text) => Put(sent.Content!, path, text), type == typeof(string) ? PlaceKind.Text : PlaceKind.Other)],
        };
    }

    private static JsonNode Something(Type dictionary) =>
        dictionary.GetGenericArguments()[1] == typeof(string) ? "x" : new JsonObject { ["column"] = "category" };

    private static Type Bare(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)
        ? Bare(type.GetGenericArguments()[0])
        : Nullable.GetUnderlyingType(type) ?? type;

    private static void Put(JsonObject content, string[] path, string text)
    {
        var above = Above(content, path);
        above[Key(above, path[^1])] = text;
    }

    private static JsonObject Above(JsonObject content, string[] path) => path[..^1].Aggregate(content, (above, name) =>
    {
        var key = Key(above, name);
        if (above[key] is not JsonObject below) above[key] = below = [];
        return below;
    });

    private static string Key(JsonObject above, string name) => name != "*" ? name : above.Select(one => one.Key).FirstOrDefault() ?? "x";
}
