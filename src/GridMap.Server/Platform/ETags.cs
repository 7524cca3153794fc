using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace GridMap.Server.Platform;

/// <summary>A row's revision as an entity tag, so that nobody overwrites a change unseen.</summary>
internal static class ETags
{
    /// <summary>Tells the caller which revision the answer shows.</summary>
    public static void SetRevision(this HttpResponse response, long revision) => response.Headers.ETag = $"\"{revision}\"";

    /// <summary>The revision that the caller changed.</summary>
    /// <returns>A problem when <c>If-Match</c> is missing (or <c>*</c>, which would overwrite anything) or is no tag of ours.</returns>
    public static ProblemHttpResult? TryReadIfMatch(string? ifMatch, out long revision)
    {
        revision = 0;
        if (string.IsNullOrWhiteSpace(ifMatch) || ifMatch.Trim() == "*") return Problems.IfMatchRequired();
        return EntityTagHeaderValue.TryParse(ifMatch, out var tag) && !tag.IsWeak && long.TryParse(tag.Tag.AsSpan()[1..^1], out revision)
            ? null
            : Problems.BadParameter("If-Match", "it must be the ETag of one revision, such as \"3\".");
    }
}
