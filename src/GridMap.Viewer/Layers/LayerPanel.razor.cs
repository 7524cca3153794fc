using GridMap.Contracts.Facilities;
using GridMap.Viewer.Api;
using GridMap.Viewer.Text;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Layers;

/// <summary>The legend, which is the filter: each row carries its switch, its symbol, and its count in view and in the county.</summary>
public sealed partial class LayerPanel
{
    private static readonly string[] Groups = [.. FacilityKind.All.Select(kind => kind.Group).Distinct().OrderBy(Rank)];

    // Until somebody folds it, it is open beside the map and folded on a phone, where it would cover it.
    private bool? _wasFolded;

    private bool IsOpen => !(_wasFolded ?? Session.IsNarrow);

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    private static IEnumerable<string> ToClear => FacilityKind.All.Where(kind => kind.MustBeCleared).Select(kind => kind.Code);

    private string ModeUnit => Session.Mode == "density" ? Texts.PerSquareKilometre : Texts.Count;

    private IReadOnlyList<double> Breaks => Session.Mode == "density"
        ? Session.County?.DensityBreaksPerSquareKilometre ?? []
        : [.. (Session.County?.CountBreaks ?? []).Select(limit => (double)limit)];

    // Toilets and waste first: they hold what the county drives to zero.
    private static int Rank(string group) => group switch { "toilet" => 0, "waste" => 1, _ => 2 };

    private static string? ColourOf(string kind) => kind switch { "toilet.dry" => "dry", "waste.open_pit" => "pit", _ => null };

    private static string Both(int inView, int? inCounty) =>
        $"{Figures.Whole(inView)} / {(inCounty is { } number ? Figures.Whole(number) : "…")}";

    private string Pressed(string mode) => Session.Mode == mode ? "true" : "false";

    private string GroupName(string group) => group switch
    {
        "toilet" => Texts.Toilets,
        "waste" => Texts.WastePoints,
        "market" => Texts.Markets,
        _ => group,
    };

    private int InView(string key) => Session.InView.GetValueOrDefault(key);

    private int CountyCount(string kind) => Session.Report?.FacilitiesByKind.GetValueOrDefault(kind) ?? 0;

    private string KindCount(string kind) => Both(InView(kind), Session.Report is null ? null : CountyCount(kind));

    private string GroupCount(string group)
    {
        var kinds = FacilityKind.All.Where(kind => kind.Group == group).Select(kind => kind.Code).ToList();
        return Both(kinds.Sum(InView), Session.Report is null ? null : kinds.Sum(CountyCount));
    }

    private bool AreIssuesShown => Session.Shown is { Issues: true, Only: null };

    private bool IsShown(string group) => Session.Shown.Only is null && Session.Shown.Groups.Contains(group);

    private bool IsOnly(string kind) => Session.Shown.Only?.Contains(kind) == true;

    private Task ToggleDensityAsync() => Session.ShowAsync(Session.Shown with { Density = !Session.Shown.Density });

    private Task ToggleIssuesAsync() => Session.ShowAsync(Session.Shown with { Issues = !AreIssuesShown, Only = null });

    private Task ToggleAsync(string group)
    {
        var groups = Session.Shown.Groups;
        return Session.ShowAsync(Session.Shown with
        {
            Only = null,
            Groups = groups.Contains(group) ? [.. groups.Where(other => other != group)] : [.. groups, group],
        });
    }

    private Task ShowOnlyAsync(params string[] kinds) =>
        Session.Shown.Only is [var one] && kinds is [var same] && one == same ? ShowAllAsync() : Session.ShowAsync(Session.Shown with { Only = kinds });

    private Task ShowAllAsync() => Session.ShowAsync(Session.Shown with { Only = null });
}
