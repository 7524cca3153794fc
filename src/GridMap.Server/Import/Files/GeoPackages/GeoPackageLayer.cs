namespace GridMap.Server.Import.Files.GeoPackages;

/// <summary>A table of a GeoPackage.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Columns">All but that of the geometry.</param>
/// <param name="Geometry">The column of the geometry; null where it has none.</param>
/// <param name="Crs">Name or WKT of its coordinate system; null where the file leaves it open.</param>
internal sealed record GeoPackageLayer(string Table, IReadOnlyList<string> Columns, string? Geometry, string? Crs);
