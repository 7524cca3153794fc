using System.Globalization;
using System.Text.RegularExpressions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Search;
using GridMap.Server.Grids;
using GridMap.Server.Platform;

namespace GridMap.Server.Search;

/// <summary>A position that a person typed or pasted.</summary>
internal static partial class TypedPosition
{
    /// <summary>
    /// Reads <c>104.5,36.5</c>, with a comma of either width or a space between. The other order is understood where
    /// only that lies on earth, or only that lies in the county's grids: people paste both.
    /// </summary>
    public static bool TryParse(string typed, CountyGrids grids, out SearchHit place)
    {
        place = null!;
        if (Pair.Match(typed) is not { Success: true } pair) return false;
        var first = Number(pair.Groups[1]);
        var second = Number(pair.Groups[2]);
        Position asTyped = new(first, second), swapped = new(second, first);
        var isSwapped = IsOnEarth(swapped) && (!IsOnEarth(asTyped) || (grids.Find(asTyped) is null && grids.Find(swapped) is not null));
        var meant = isSwapped ? swapped : asTyped;
        if (!IsOnEarth(meant)) return false;
        place = new("place", null, FormattableString.Invariant($"{meant.Longitude},{meant.Latitude}"), "", meant.Longitude, meant.Latitude);
        return true;
    }

    private static double Number(Capture digits) => double.Parse(digits.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsOnEarth(Position position) => Check.Content().Position("q", position).Problem is null;

    [GeneratedRegex(@"^(-?\d{1,3}(?:\.\d{1,15})?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d{1,15})?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Pair { get; }
}
