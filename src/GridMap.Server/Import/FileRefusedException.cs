namespace GridMap.Server.Import;

/// <summary>The whole file, or the request to import it, is refused; the message is one sentence that names the place.</summary>
/// <param name="sentence">What is wrong and, where it helps, what to do.</param>
/// <param name="status">The HTTP status it stands for.</param>
/// <param name="type">The stable problem type.</param>
internal sealed class FileRefusedException(string sentence, int status = 422, string type = "file-refused") : Exception(sentence)
{
    public int Status => status;

    public string Type => type;

    public static FileRefusedException TooLarge(long limitBytes) =>
        new($"The file is larger than {limitBytes / 1_000_000.0:0.#} MB, the most this server imports at once; split it.", 413, "too-large");
}
