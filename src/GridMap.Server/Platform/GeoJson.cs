using System.Text.Json;
using GridMap.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Platform;

/// <summary>GeoJSON (RFC 7946) as endpoints answer it.</summary>
internal static class GeoJson
{
    public const string ContentType = "application/geo+json";

    public static JsonHttpResult<T> Result<T>(T content, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(content, ContractsJson.Options, ContentType, status);

    public static JsonElement Point(double longitude, double latitude) =>
        JsonSerializer.SerializeToElement(new PointGeometry("Point", [longitude, latitude]), ContractsJson.Options);

    /// <summary>A geometry that PostGIS wrote.</summary>
    public static JsonElement Parse(string geometry) => JsonElement.Parse(geometry);

    public static JsonElement Id(long number) => JsonSerializer.SerializeToElement(number);

    private sealed record PointGeometry(string Type, double[] Coordinates);
}
