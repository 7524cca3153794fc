using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace GridMap.Server.MapSettings;

/// <summary>Refuses, at the start, basemaps that could not be drawn or would be drawn in the wrong place.</summary>
internal sealed partial class BasemapsValidator : IValidateOptions<BasemapsOptions>
{
    private static readonly string[] Shifted = ["GCJ02", "BD09"];

    public ValidateOptionsResult Validate(string? name, BasemapsOptions options)
    {
        var faults = options.List.SelectMany(Faults).ToList();
        if (options.List.DistinctBy(basemap => basemap.Name).Count() < options.List.Count) faults.Add("Two basemaps have the same name.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(BasemapOptions basemap)
    {
        string Of(string fault) => $"Basemap '{basemap.Name}': {fault}";
        if (!NameForm().IsMatch(basemap.Name)) yield return Of("its name must be small letters, digits and hyphens.");
        if (Fault(basemap.Datum) is { } datum) yield return Of(datum);
        if (!IsTemplate(basemap.Template)) yield return Of("its template must be an http or https address with {z}, {x} and {y}.");
        if (basemap.Template.Contains("{key}", StringComparison.Ordinal) && string.IsNullOrEmpty(basemap.Key)) yield return Of("its key is missing.");
        if (basemap.TileSize is not (256 or 512)) yield return Of("its tile size must be 256 or 512.");
        if (basemap.MaxZoom is < 0 or > 22) yield return Of("its largest zoom must lie within 0..22.");
        if (string.IsNullOrWhiteSpace(basemap.Attribution)) yield return Of("it must say whose it is (attribution).");
    }

    private static string? Fault(string datum)
    {
        if (datum is "WGS84" or "CGCS2000") return null;
        var plain = datum.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Shifted.Contains(plain)
            ? $"{datum} shifts its tiles by 300 to 1,200 m against the true place; grids and points would lie beside what they belong to. "
                + "Use a service in WGS84 or CGCS2000."
            : "its datum must be said: WGS84 or CGCS2000.";
    }

    private static bool IsTemplate(string template) =>
        new[] { "{z}", "{x}", "{y}" }.All(part => template.Contains(part, StringComparison.Ordinal))
        && Uri.TryCreate(Basemaps.Fill(template, 0, 0, 0, "key"), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex NameForm();
}
