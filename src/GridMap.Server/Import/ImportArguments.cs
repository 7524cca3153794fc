namespace GridMap.Server.Import;

/// <summary>The command line of an import.</summary>
/// <param name="Layer">What the file holds.</param>
/// <param name="File">Its path.</param>
/// <param name="CountyCode">Six digits.</param>
internal sealed record ImportArguments(string Layer, string File, string CountyCode)
{
    public const string Usage =
        "Usage: gridmap import grids|facilities|issues|streets|units FILE --county CODE [--name NAME] [--mapping FILE]"
        + " [--source-layer NAME] [--crs EPSG:CODE] [--encoding NAME] [--dry-run] [--skip-refused] [--draft] [--accept-defects \"reason\"]";

    public string? CountyName { get; private set; }

    public string? MappingFile { get; private set; }

    public string? SourceLayer { get; private set; }

    public string? Crs { get; private set; }

    public string? Encoding { get; private set; }

    public bool IsRehearsal { get; private set; }

    public bool SkipsRefused { get; private set; }

    public string? DefectsAcceptedBecause { get; private set; }

    public bool StaysDraft { get; private set; }

    /// <summary>Reads the words after <c>import</c>.</summary>
    /// <exception cref="FileRefusedException">They say nothing that can be done; the message tells why.</exception>
    public static ImportArguments Parse(IReadOnlyList<string> words)
    {
        var plain = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < words.Count; at++)
        {
            if (!words[at].StartsWith("--", StringComparison.Ordinal)) plain.Add(words[at]);
            else if (!options.TryAdd(words[at], IsFlag(words[at]) ? "" : Value(words, ++at)))
                throw new FileRefusedException($"{words[at]} is given twice. {Usage}");
        }

        if (plain is not [var layer, var file]) throw new FileRefusedException($"A layer and a file are needed. {Usage}");
        return new ImportArguments(layer, file, options.GetValueOrDefault("--county") ?? throw new FileRefusedException($"--county is missing. {Usage}"))
        {
            CountyName = options.GetValueOrDefault("--name"),
            MappingFile = options.GetValueOrDefault("--mapping"),
            SourceLayer = options.GetValueOrDefault("--source-layer"),
            Crs = options.GetValueOrDefault("--crs"),
            Encoding = options.GetValueOrDefault("--encoding"),
            IsRehearsal = options.ContainsKey("--dry-run"),
            SkipsRefused = options.ContainsKey("--skip-refused"),
            DefectsAcceptedBecause = options.GetValueOrDefault("--accept-defects"),
            StaysDraft = options.ContainsKey("--draft"),
        };
    }

    private static bool IsFlag(string option) => option switch
    {
        "--dry-run" or "--skip-refused" or "--draft" => true,
        "--county" or "--name" or "--mapping" or "--source-layer" or "--crs" or "--encoding" or "--accept-defects" => false,
        _ => throw new FileRefusedException($"There is no option {option}. {Usage}"),
    };

    private static string Value(IReadOnlyList<string> words, int at) =>
        at < words.Count && !words[at].StartsWith("--", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(words[at])
            ? words[at]
            : throw new FileRefusedException($"{words[at - 1]} needs a value. {Usage}");
}
