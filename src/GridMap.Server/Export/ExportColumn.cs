namespace GridMap.Server.Export;

/// <summary>What stands in a column.</summary>
internal enum ColumnKind
{
    Text,
    Integer,
    Real,

    /// <summary>A moment.</summary>
    Time,

    /// <summary>A day without a time.</summary>
    Day,
}

/// <summary>A column of an exported layer.</summary>
/// <param name="Name">In GeoJSON and GeoPackage: as the API and mappings call it.</param>
/// <param name="DbfName">In a shapefile: at most ten ASCII characters, which is what fits.</param>
/// <param name="Heading">In tables for spreadsheets; the import page knows it again.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="DbfBytes">In a shapefile: how many bytes of a text there is room for, 254 at most. A Chinese character takes three.</param>
internal sealed record ExportColumn(string Name, string DbfName, string Heading, ColumnKind Kind = ColumnKind.Text, int DbfBytes = 64);
