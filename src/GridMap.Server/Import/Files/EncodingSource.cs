namespace GridMap.Server.Import.Files;

/// <summary>How a file's encoding is known.</summary>
internal enum EncodingSource
{
    /// <summary>The format has only one, or the texts are ASCII.</summary>
    Format,

    /// <summary>The mapping, the file or its .cpg says it.</summary>
    Stated,

    /// <summary>It was found by looking at the bytes: somebody should look at the texts and confirm it.</summary>
    Detected,
}
