using System.Text.Json;
using System.Text.Json.Serialization;
using GridMap.Contracts;

namespace GridMap.Viewer.Api;

/// <summary>JSON as the contracts say it, but open to members that a newer server adds.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(ContractsJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };
}
