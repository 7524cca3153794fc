using System.Globalization;
using GridMap.Server.Import.Files;

namespace GridMap.Server.Import.Mapping;

/// <summary>Reads the fields of one row after the other and collects what is wrong with it.</summary>
internal sealed class FieldReader(FieldBinding binding, CountyTime time)
{
    private const int MostCharacters = 10_000;
    private readonly List<(string? Column, string Reason)> _problems = [];
    private SourceRow _row;

    /// <summary>What is wrong with this row.</summary>
    public IReadOnlyList<(string? Column, string Reason)> Problems => _problems;

    /// <summary>Whether the mapping leaves this row out.</summary>
    public bool IsLeftOut { get; private set; }

    public SourceRow Row => _row;

    /// <summary>Turns to a row.</summary>
    public void Turn(in SourceRow row)
    {
        _row = row;
        _problems.Clear();
        IsLeftOut = false;
        if (row.Fault is not null) _problems.Add((row.FaultColumn, row.Fault));
    }

    /// <summary>The column a field comes from.</summary>
    public string? Column(string field) => binding.Find(field)?.Mapped.Column;

    /// <summary>Marks the row as wrong.</summary>
    public void Refuse(string? column, string reason) => _problems.Add((column, reason));

    /// <summary>A text, or null where it is blank or not in the file.</summary>
    public string? Text(string field)
    {
        if (binding.Find(field) is not { } found) return null;
        var text = _row.Values[found.Index];
        if (found.Mapped.Values is { } values) text = Word(found.Mapped.Column, text, values);
        // A word that the mapping gives no meaning but blanks is blank, too.
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > MostCharacters) Refuse(found.Mapped.Column, $"The text has {text.Length:N0} characters, more than {MostCharacters:N0}.");
        else if (text.Contains('\0', StringComparison.Ordinal)) Refuse(found.Mapped.Column, "The text holds a character U+0000.");
        else return text;
        return null;
    }

    /// <summary>A text that must be there; empty, with the row refused, where it is not.</summary>
    public string Required(string field)
    {
        var before = _problems.Count;
        var text = Text(field);
        if (text is null && before == _problems.Count && !IsLeftOut) Refuse(Column(field) ?? field, $"The {field} is missing.");
        return text ?? "";
    }

    /// <summary>One of a list of words, or <paramref name="otherwise"/> where it is blank.</summary>
    public string? OneOf(string field, IEnumerable<string> words, string? otherwise)
    {
        var text = Text(field);
        if (text is null) return otherwise;
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        Refuse(Column(field), $"'{Shown(text)}' is not a {field}; known are: {string.Join(", ", words)}.");
        return otherwise;
    }

    /// <summary>A finite number, or null where it is blank.</summary>
    public double? Number(string field)
    {
        var text = Text(field);
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Refuse(Column(field), $"'{Shown(text)}' is not a finite number.");
        return null;
    }

    /// <summary>A whole number within bounds, or null where it is blank.</summary>
    public int? WholeNumber(string field, int least, int most)
    {
        if (Number(field) is not { } number) return null;
        if (number == Math.Floor(number) && number >= least && number <= most) return (int)number;
        Refuse(Column(field), $"{number} is not a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A time, or null where it is blank.</summary>
    public DateTimeOffset? Time(string field) => Read(field, "time", time.Read);

    /// <summary>A day, or null where it is blank.</summary>
    public DateOnly? Day(string field) => Read(field, "day", time.ReadDay);

    public static string Shown(string text) =>
        new([.. (text.Length > 60 ? text[..60] + "…" : text).Where(c => !char.IsControl(c))]);

    private T? Read<T>(string field, string what, Func<string, string?, T?> read)
        where T : struct
    {
        var text = Text(field);
        if (text is null) return null;
        var format = binding.Find(field)!.Value.Mapped.Format;
        if (read(text, format) is { } value) return value;
        Refuse(Column(field), $"'{Shown(text)}' is not a {what} written as {format ?? "ISO 8601 (2026-03-01 or 2026-03-01T08:30)"}.");
        return null;
    }

    private string? Word(string column, string? text, IReadOnlyDictionary<string, string?> values)
    {
        if (values.TryGetValue(text ?? "", out var meaning))
        {
            IsLeftOut |= meaning is null;
            return meaning;
        }

        if (text is not null)
            Refuse(column, $"The mapping does not say what '{Shown(text)}' stands for; it knows: {string.Join(", ", values.Keys.Take(30))}.");
        return null;
    }
}
