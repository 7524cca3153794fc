namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>One column of a .dbf.</summary>
/// <param name="Name">As its bytes stand in the header, up to the first zero.</param>
/// <param name="Type">C, N, F, D, L, I, B and rarer ones.</param>
/// <param name="Start">Where it begins in a record, from 0, the mark of deletion being at 0.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct DbfField(byte[] Name, char Type, int Start, int Length)
{
    /// <summary>Whether it holds text in the file's encoding.</summary>
    public bool IsText => Type is 'C' or 'V';
}
