using System.Text.Json.Serialization;

namespace GridMap.Contracts.Imports;

/// <summary>How a file's columns become GridMap's fields.</summary>
/// <param name="Fields">For each field of the layer the column it comes from.</param>
/// <param name="County">The county the file belongs to; creates it when it is new.</param>
/// <param name="Crs">Coordinate system of the coordinates; needed where a shapefile or GeoPackage does not say it, otherwise <c>EPSG:4326</c>.</param>
/// <param name="Encoding">Of the texts: <c>utf-8</c> (with or without byte-order mark), <c>gb18030</c>, <c>big5</c> and others; found out where nothing is said.</param>
/// <param name="SourceLayer">Which layer, sheet or file of several to read.</param>
public sealed record FieldMapping(
    IReadOnlyDictionary<string, MappedField> Fields,
    MappedCounty? County = null,
    string? Crs = null,
    string? Encoding = null,
    string? SourceLayer = null);

/// <summary>The county of a mapping.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA time zone in which times without a zone are read.</param>
public sealed record MappedCounty(string Code, string Name, string TimeZone);

/// <summary>Where one field comes from.</summary>
/// <param name="Column">Column of a table, or property of a GeoJSON feature.</param>
/// <param name="Format">
/// Of a time: a .NET custom format read in the county's time zone, or <see cref="MinutesBeforeImport"/>; ISO 8601 where nothing is said.
/// </param>
/// <param name="Values">What the file's words stand for; a word that stands for null leaves the row out, and such rows are counted.</param>
public sealed record MappedField(string Column, string? Format = null, IReadOnlyDictionary<string, string?>? Values = null)
{
    /// <summary>The column holds a number of minutes before the time of the import; negative ones lie after it.</summary>
    public const string MinutesBeforeImport = "minutesBeforeImport";

    /// <summary>Whether the column holds minutes before the time of the import.</summary>
    [JsonIgnore]
    public bool IsRelative => Format == MinutesBeforeImport;
}
