using System.Text.Json;
using GridMap.Spatial.Divisions;

namespace GridMap.Server.Divisions;

/// <summary>The words by which addresses, tables and people name kinds of defects: <c>outside-parent</c>.</summary>
internal static class DefectWords
{
    public static string Of(DivisionDefectKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The kind that a word names.</summary>
    public static DivisionDefectKind Kind(string word) => Enum.GetValues<DivisionDefectKind>().First(kind => Of(kind) == word);
}
