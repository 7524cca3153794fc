using System.Reflection;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>Which places are read by one and the same, so that not every text has to be said at each of them.</summary>
internal static class Readers
{
    /// <summary>Of a file's mapping, which is taken as a whole.</summary>
    public const string Mapping = "mapping";

    /// <summary>Of headers that every endpoint has.</summary>
    public const string Headers = "headers";

    /// <summary>Of the county's code the gate; of another part whoever makes its type.</summary>
    public static string? OfPart(MethodInfo? handler, string name) => name == "county" ? name : OfParameter(handler, name);

    /// <summary>Whoever makes its type; of the next page's address the one reader of all lists.</summary>
    public static string? OfParameter(MethodInfo? handler, string name)
    {
        var parameters = handler?.GetParameters() ?? [];
        var taken = parameters.Select(parameter => (parameter.Name, Type: parameter.ParameterType, In: ""))
            .Concat(from record in parameters
                    where record.IsDefined(typeof(AsParametersAttribute))
                    from member in record.ParameterType.GetProperties()
                    select (Name: (string?)member.Name, Type: member.PropertyType, In: record.ParameterType.Name));
        return taken.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) switch
        {
            (null, _, _) => null,
            (_, _, nameof(Paging)) => $"{nameof(Paging)} {name}",
            var (_, type, _) => OfType(type),
        };
    }

    /// <summary>Of a password, which is hashed before anything else, the hasher; of another member whoever makes its type.</summary>
    public static string? OfMember(string name, Type type) => name.EndsWith("assword", StringComparison.Ordinal) ? "password" : OfType(type);

    /// <summary>Whoever makes the type; null for texts, which every endpoint reads for itself.</summary>
    public static string? OfType(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var bare && bare == typeof(string) ? null : bare.Name;
}
