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
            JsonTypeInfoKind.Object => info.Properties.Where(member => member.Set is not null || member.AssociatedParameter is not null).SelectMany(member => Of(member.PropertyType, [.. path, member.Name])),
            // Said for a key that the ordinary content has, and as a key.
            JsonTypeInfoKind.Dictionary => Of(type.GetGenericArguments()[1], [.. path, "*"]).Append(
                new(string.Join('.', path) + " key", (sent, text) => Above(sent.Content!, [.. path, "*"])[text] = Something(type), PlaceKind.Other)),
            JsonTypeInfoKind.Enumerable => Of(info.ElementType!, [.. path, "[]"]),
            _ => [new(string.Join('.', path), (sent, text) => Put(sent.Content!, path, text), type == typeof(string) ? PlaceKind.Text : PlaceKind.Other, Readers.OfMember(path[^1], type))],
        };
    }

    private static JsonNode Something(Type dictionary) =>
        dictionary.GetGenericArguments()[1] == typeof(string) ? "x" : new JsonObject { ["column"] = "category" };

    private static Type Bare(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)
        ? Bare(type.GetGenericArguments()[0])
        : Nullable.GetUnderlyingType(type) ?? type;

    private static void Put(JsonObject content, string[] path, string text)
    {
        if (Above(content, path) is not JsonObject above) ((JsonArray)Above(content, path)).Add(text);
        else above[Key(above, path[^1])] = text;
    }

    // What holds the last of a path; made where it is not there, and lists with one element. What a list holds in the ordinary
    // content is said otherwise, so that the rest of it is in order.
    private static JsonNode Above(JsonObject content, string[] path)
    {
        JsonNode above = content;
        for (var i = 0; i < path.Length - 1; i++)
        {
            JsonNode made = path[i + 1] == "[]" ? new JsonArray() : new JsonObject();
            if (above is JsonArray { Count: > 0 } held && held[0]?.GetType() == made.GetType()) made = held[0]!;
            else if (above is JsonArray list) list.Add(made);
            else if (above[Key((JsonObject)above, path[i])] is { } there && there.GetType() == made.GetType()) made = there;
            else above[Key((JsonObject)above, path[i])] = made;
            above = made;
        }

        return above;
    }

    private static string Key(JsonObject above, string name) => name != "*" ? name : above.Select(one => one.Key).FirstOrDefault() ?? "x";
}
