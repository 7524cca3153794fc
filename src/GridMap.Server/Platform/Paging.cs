using GridMap.Contracts.Geo;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Platform;

/// <summary>How much of a list is asked for.</summary>
/// <param name="Limit">At most this many, 1 to 1000; 100 where nothing is said.</param>
/// <param name="After">The <c>after</c> of the previous page's <c>next</c> link.</param>
internal sealed record Paging([FromQuery(Name = "limit")] int? Limit, [FromQuery(Name = "after")] string? After)
{
    public const int MostPerPage = 1000;

    /// <summary>How many features a page holds.</summary>
    public int Size => Limit ?? 100;

    /// <summary>One more than a page holds: whether it comes tells whether there is a next page.</summary>
    public int SizeAndOne => Size + 1;

    /// <summary>Whether the parameters can be used; <paramref name="key"/> is the key to start after, null on the first page.</summary>
    public ProblemHttpResult? Problem(string list, Func<string, bool> isKey, out string? key)
    {
        key = null;
        if (Limit is < 1 or > MostPerPage) return Problems.BadParameter("limit", $"it must lie within 1..{MostPerPage}.");
        if (After is null) return null;
        if (!Cursor.TryDecode(list, After, out key) || !isKey(key))
            return Problems.BadParameter("after", "it is not the 'after' of a 'next' link of this list.");
        return null;
    }

    /// <summary>The page made of the rows found, with a link to the next one that carries every filter on.</summary>
    public FeatureCollection<T> PageOf<T>(
        HttpRequest request, string list, List<Feature<T>> found, Func<T, string> keyOf)
    {
        if (found.Count <= Size) return new(found, found.Count);
        found.RemoveRange(Size, found.Count - Size);
        return new(found, found.Count, NextOf(request, list, keyOf(found[^1].Properties)));
    }

    /// <summary>The address of the page after the one that ends with this key, every filter carried on.</summary>
    public static string NextOf(HttpRequest request, string list, string lastKey)
    {
        var query = request.Query.Where(parameter => parameter.Key != "after")
            .SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value))
            .Append(KeyValuePair.Create<string, string?>("after", Cursor.Encode(list, lastKey)));
        return request.PathBase + request.Path + QueryString.Create(query);
    }
}
