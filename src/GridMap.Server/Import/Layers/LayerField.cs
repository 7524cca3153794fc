namespace GridMap.Server.Import.Layers;

/// <summary>A field that a mapping can fill.</summary>
/// <param name="Name">As mappings call it.</param>
/// <param name="IsRequired">Whether every row needs it.</param>
/// <param name="IsCoordinate">Longitude or latitude, which a file of features has in its geometry.</param>
internal sealed record LayerField(string Name, bool IsRequired = false, bool IsCoordinate = false)
{
    public static LayerField[] Coordinates { get; } = [new("longitude", IsCoordinate: true), new("latitude", IsCoordinate: true)];
}
