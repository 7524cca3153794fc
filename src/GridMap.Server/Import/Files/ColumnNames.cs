namespace GridMap.Server.Import.Files;

/// <summary>Finds columns by name.</summary>
internal static class ColumnNames
{
    /// <summary>Where a column stands, from 0.</summary>
    /// <exception cref="FileRefusedException">There is none of that name, or several.</exception>
    public static int IndexOf(IReadOnlyList<string> header, string column)
    {
        var found = header.Index().Where(name => name.Item == column).Select(name => name.Index).ToArray();
        return found is [var only]
            ? only
            : throw new FileRefusedException($"The file has {found.Length} columns called '{column}'; one is needed.");
    }
}
