namespace GridMap.Contracts.Imports;

/// <summary>A file that was sent to be looked at before it is imported.</summary>
/// <param name="UploadId">Names it; for whoever sent it alone.</param>
/// <param name="FileName">As it was called.</param>
/// <param name="Bytes">Its size as it came.</param>
/// <param name="Format">geojson, csv, shapefile, dbf, geopackage, kml, gpx, xlsx, or zip where one of several files in it has to be chosen.</param>
/// <param name="Layers">The layers, sheets or files in it; empty where it is a single one.</param>
/// <param name="SourceLayer">The one that is read; null while it has to be chosen.</param>
/// <param name="Encoding">Of its texts.</param>
/// <param name="EncodingFound">format, stated, or detected: then somebody who sees the texts should confirm it.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
public sealed record UploadedFile(
    Guid UploadId, string FileName, long Bytes, string Format, IReadOnlyList<string> Layers, string? SourceLayer,
    string Encoding, string EncodingFound, DateTimeOffset ExpiresAt);

/// <summary>How an uploaded file is to be read.</summary>
/// <param name="Target">grids, facilities, issues, streets or units.</param>
/// <param name="SourceLayer">Which layer, sheet or file of several.</param>
/// <param name="Encoding">Of its texts; found out where null.</param>
/// <param name="Crs">Its coordinate system, as somebody says; the file's own where null.</param>
/// <param name="Fields">For each field the column it comes from; what was used before or is guessed where null.</param>
public sealed record ReadUpload(
    string Target, string? SourceLayer = null, string? Encoding = null, string? Crs = null,
    IReadOnlyDictionary<string, MappedField>? Fields = null);

/// <summary>An uploaded file is to be imported.</summary>
/// <param name="Target">grids, facilities, issues, streets or units.</param>
/// <param name="Fields">For each field the column it comes from; <see langword="null"/> where columns are called like the fields.</param>
/// <param name="SourceLayer">Which layer, sheet or file of several.</param>
/// <param name="Encoding">Of its texts; found out where null.</param>
/// <param name="Crs">Its coordinate system, as somebody says; the file's own where null.</param>
/// <param name="SkipRefused">Stores the other rows where some are refused.</param>
/// <param name="Draft">Of grids: whether the division stays a draft, whatever the check says.</param>
/// <param name="AcceptDefects">The written reason to store invalid rings repaired and, of an administrator, to bring a division with defects into force.</param>
public sealed record ImportUpload(
    string Target, IReadOnlyDictionary<string, MappedField>? Fields = null, string? SourceLayer = null, string? Encoding = null,
    string? Crs = null, bool SkipRefused = false, bool Draft = false, string? AcceptDefects = null);
