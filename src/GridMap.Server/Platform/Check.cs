using GridMap.Contracts.Geo;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Platform;

/// <summary>Checks values one after the other and keeps the first problem, which names the member.</summary>
/// <param name="problem">Makes the problem of a member and a reason: <see cref="Problems.Invalid"/> for content, <see cref="Problems.BadParameter"/> for parameters.</param>
internal sealed class Check(Func<string, string, ProblemHttpResult> problem)
{
    // Half of Web Mercator's height; beyond it no map shows the place.
    private const double MostNorth = 85.05;

    /// <summary>What is wrong; null when everything is right.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary>Checks of the content of a request.</summary>
    public static Check Content() => new(Problems.Invalid);

    /// <summary>Checks of the parameters of a request.</summary>
    public static Check Parameters() => new(Problems.BadParameter);

    /// <summary>Any condition.</summary>
    public Check That(bool isRight, string member, string reason)
    {
        if (!isRight) Problem ??= problem(member, reason);
        return this;
    }

    /// <summary>A text of at most so many characters; lines and tabs are text, other control characters are not.</summary>
    public Check Text(string member, string? text, int most)
    {
        if (text is null) return this;
        return That(text.Length <= most, member, $"it has {text.Length} characters; {most} fit.")
            .That(!text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), member, "it holds a control character.")
            .That(IsWellFormed(text), member, "it holds half a character (a lone surrogate).");
    }

    /// <summary>A text that says something.</summary>
    public Check RequiredText(string member, string? text, int most) =>
        That(!string.IsNullOrWhiteSpace(text), member, "it must not be empty.").Text(member, text, most);

    /// <summary>One of a few words.</summary>
    public Check OneOf(string member, string? word, IEnumerable<string> words) =>
        That(words.Contains(word, StringComparer.Ordinal), member, $"it must be one of {string.Join(", ", words)}.");

    /// <summary>A place on earth that a map can show.</summary>
    public Check Position(string member, Position position)
    {
        var (longitude, latitude) = position;
        That(double.IsFinite(longitude), $"{member}.longitude", "it must be a finite number of degrees.");
        That(double.IsFinite(latitude), $"{member}.latitude", "it must be a finite number of degrees.");
        That(Math.Abs(latitude) <= MostNorth || Math.Abs(latitude) > 180 || Math.Abs(longitude) > MostNorth, $"{member}.latitude",
            $"{latitude} is beyond {MostNorth}; longitude and latitude look swapped.");
        That(Math.Abs(longitude) <= 180, $"{member}.longitude", $"{longitude} lies outside -180..180.");
        return That(Math.Abs(latitude) <= MostNorth, $"{member}.latitude", $"{latitude} lies outside -{MostNorth}..{MostNorth}.");
    }

    /// <summary>An optional bounding box; <paramref name="box"/> is null where none was asked for.</summary>
    public Check Box(string? text, out Bbox? box)
    {
        box = null;
        if (text is null) return this;
        var isBox = Bbox.TryParse(text, out var parsed, out var reason);
        box = parsed;
        return That(isBox, "bbox", reason + ".");
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }
}
