using GridMap.Contracts.Imports;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;

namespace GridMap.Server.Import.Uploads;

/// <summary>Guesses which columns hold a layer's fields, how times are written and what words stand for; somebody looks at it.</summary>
internal static class MappingGuess
{
    private const int MostWords = 100;

    private static readonly string[] TimeFormats =
    [
        "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy年M月d日 H:m:s", "yyyy年M月d日 H:m", "yyyy年M月d日H时m分",
        "yyyyMMddHHmmss", "yyyy.M.d H:m:s", "yyyy.M.d H:m", "M/d/yyyy h:m:s tt", "M/d/yyyy H:m:s", "M/d/yyyy H:m",
    ];

    private static readonly string[] DayFormats = ["yyyy/M/d", "yyyy-M-d", "yyyy年M月d日", "yyyy.M.d", "yyyyMMdd", "M/d/yyyy"];

    /// <summary>The guess; fields that nothing looks like are not in it.</summary>
    public static Dictionary<string, MappedField> Of(Layer layer, SourceSample sample)
    {
        var guess = new Dictionary<string, MappedField>(StringComparer.Ordinal);
        foreach (var (field, column) in Columns(layer, sample))
            if (IsRequired(layer, field) || IsUnderstood(layer.Name, field, Words(sample, column))) guess[field] = Describe(layer.Name, field, column, sample);
        // Half a position is none.
        if (guess.ContainsKey("longitude") != guess.ContainsKey("latitude"))
        {
            guess.Remove("longitude");
            guess.Remove("latitude");
        }

        return guess;
    }

    private static bool IsRequired(Layer layer, string field) => layer.Fields.Any(known => known.Name == field && known.IsRequired);

    // A column of which nobody understands half the words is left alone rather than have every row refused.
    private static bool IsUnderstood(string layer, string field, List<string> words) =>
        FieldWords.Of(layer, field) is null || 2 * words.Count(word => FieldWords.Guess(layer, field, word) is not null) >= words.Count;

    /// <summary>The words that stand in a column, the commonest first.</summary>
    public static List<string> Words(SourceSample sample, string column)
    {
        var at = sample.IndexOf(column);
        return at < 0 ? [] : [.. sample.Rows.Select(row => row.Values.ElementAtOrDefault(at)).OfType<string>()
            .GroupBy(word => word, StringComparer.Ordinal).OrderByDescending(same => same.Count()).Take(MostWords).Select(same => same.Key)];
    }

    /// <summary>A field from a column, with the format of its times and the meaning of its words.</summary>
    public static MappedField Describe(string layer, string field, string column, SourceSample sample) => field switch
    {
        "reportedAt" or "dueAt" or "resolvedAt" => new(column, Format(Words(sample, column), [.. TimeFormats, .. DayFormats], isDay: false)),
        "clearedOn" => new(column, Format(Words(sample, column), DayFormats, isDay: true)),
        _ => new(column, Values: FieldWords.Of(layer, field) is { } known ? Meanings(layer, field, known, Words(sample, column)) : null),
    };

    // The best pairs first, each field and column once: 网格名称 is the name even where 名称 stands before it.
    private static List<(string Field, string Column)> Columns(Layer layer, SourceSample sample)
    {
        var pairs =
            from field in layer.Fields
            where !(field.IsCoordinate && sample.HasShapes)
            let names = FieldNames.Of(layer.Name, field.Name)
            from column in sample.Columns
            let rank = Rank(FieldNames.Plain(column), names)
            where rank is not null
            orderby rank, field.IsRequired ? 0 : 1
            select (field.Name, column);
        var chosen = new List<(string Field, string Column)>();
        foreach (var (field, column) in pairs)
            if (!chosen.Exists(pair => pair.Field == field || pair.Column == column)) chosen.Add((field, column));
        return chosen;
    }

    // A name that says it exactly; then one that says it among other things, if that is two Chinese characters or more.
    private static int? Rank(string column, IReadOnlyList<string> names)
    {
        for (var at = 0; at < names.Count; at++)
            if (column == names[at]) return at;
        for (var at = 0; at < names.Count; at++)
            if (!char.IsAscii(names[at][0]) && names[at].Length >= 2 && column.EndsWith(names[at], StringComparison.Ordinal)) return 100 + at;
        return null;
    }

    private static Dictionary<string, string?>? Meanings(string layer, string field, IReadOnlyList<string> known, List<string> words)
    {
        if (words.TrueForAll(word => known.Contains(word, StringComparer.Ordinal))) return null;
        var meanings = words.Select(word => (word, Meaning: FieldWords.Guess(layer, field, word))).Where(pair => pair.Meaning is not null).ToList();
        return meanings.Count == 0 ? null : meanings.ToDictionary(pair => pair.word, pair => pair.Meaning, StringComparer.Ordinal);
    }

    private static string? Format(List<string> texts, string[] formats, bool isDay)
    {
        var time = new CountyTime(TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch);
        bool Reads(string? format) => texts.TrueForAll(text => isDay ? time.ReadDay(text, format) is not null : time.Read(text, format) is not null);
        return Reads(null) ? null : formats.FirstOrDefault(Reads);
    }
}
