using System.Text.Json;

namespace GridMap.Server.HotSpots;

/// <summary>The statistics' names as the API and the database say them: high-low, not-computable.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
