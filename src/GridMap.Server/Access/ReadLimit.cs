namespace GridMap.Server.Access;

/// <summary>What is expensive to read, by kind; how much of each one account or key is answered at a time says <see cref="ReadLimitOptions"/>.</summary>
internal enum ReadLimit
{
    /// <summary>Tables for spreadsheets.</summary>
    Exports,

    /// <summary>Tiles of layers and basemaps.</summary>
    Tiles,

    /// <summary>Searches.</summary>
    Searches,

    /// <summary>Pages of lists.</summary>
    Lists,
}
