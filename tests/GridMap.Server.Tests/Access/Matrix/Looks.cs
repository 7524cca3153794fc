using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Counties;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Tests.Tiles;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>Looks at what an endpoint shows somebody, thing by thing: no more and no less than what they may see.</summary>
internal static class Looks
{
    private const string Below = $"/api/counties/{TestCounty.Code}";

    public static async Task Counties(AreaCounty county, Visitor visitor)
    {
        var listed = (await visitor.GetAsync("/api/counties")).Json.EnumerateArray().Select(one => one.GetProperty("code").GetString()!);
        Same(new[] { TestCounty.Code, AreaCounty.ForeignCode }.Where(visitor.IsMemberOf), listed, visitor, "counties");
    }

    public static async Task Counts(AreaCounty county, Visitor visitor)
    {
        var report = Read<CountyReport>(await visitor.GetAsync(Below));
        var (issues, facilities) = (visitor.SeenOf(county.Issues).ToList(), visitor.SeenOf(county.Facilities).ToList());
        var told = (report.Issues, report.UnresolvedIssues, report.IssuesOutsideGrids, report.FacilitiesOutsideGrids, report.FacilitiesByKind.Values.Sum());
        var truth = (issues.Count, issues.Count, issues.Count(IsOutside), facilities.Count(IsOutside), facilities.Count);
        Assert.True(truth == told, $"{visitor.Name} was told {told} instead of {truth}");
    }

    public static async Task AllGrids(AreaCounty county, Visitor visitor) => Same(
        AreaCounty.GridsOfArea.Keys, Features(await visitor.GetAsync($"{Below}/grids")).Select(grid => grid.GetProperty("gridCode").GetString()!), visitor, "grids");

    public static async Task Densities(AreaCounty county, Visitor visitor) => Assert.Equal(200, (await visitor.GetAsync($"{Below}/density")).Status);

    public static async Task GridDetails(AreaCounty county, Visitor visitor)
    {
        foreach (var (area, grids) in AreaCounty.GridsOfArea)
        {
            var counted = (await visitor.GetAsync($"{Below}/grids/{area}")).Json.GetProperty("properties").GetProperty("facilitiesByKind")
                .EnumerateObject().Sum(kind => kind.Value.GetInt32());
            Assert.Equal((visitor.Name, area, visitor.SeenOf(county.Facilities).Count(one => grids.Contains(one.Place))), (visitor.Name, area, counted));
        }
    }

    public static async Task Lists(AreaCounty county, Visitor visitor)
    {
        foreach (var (name, things) in Kinds(county, visitor))
        {
            var foreign = things.First(thing => thing is { Place: "D", Unit: null });
            foreach (var (query, isWanted) in new (string, Func<Thing, bool>)[]
                {
                    ("", _ => true), ("includeDeleted=true", _ => true), ("limit=100", _ => true), ("bbox=103,36,105,37", _ => true),
                    ("outside=true", IsOutside), ("outside=false", thing => !IsOutside(thing)),
                    ("gridCode=T1", thing => In(thing, "T1")), ("gridCode=T2", thing => In(thing, "T2")), ("gridCode=D", thing => In(thing, "D")),
                    ($"q={Uri.EscapeDataString(foreign.Mark)}", thing => thing == foreign),
                })
            {
                var listed = Features(await visitor.GetAsync($"{Below}/{name}?{query}")).Select(Id);
                Same(visitor.SeenOf(things).Where(isWanted).Select(thing => thing.Id), listed, visitor, $"{name}?{query}");
            }
        }
    }

    public static async Task Csv(AreaCounty county, Visitor visitor)
    {
        foreach (var (name, things) in Kinds(county, visitor))
        {
            var lines = (await visitor.GetAsync($"{Below}/{name}.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
            Same(visitor.SeenOf(things).Select(thing => thing.Id), lines.Select(line => Guid.Parse(line.Split(',')[^1])), visitor, $"{name}.csv");
        }
    }

    public static async Task Exports(AreaCounty county, Visitor visitor)
    {
        foreach (var (name, things) in Kinds(county, visitor))
        {
            var seen = Features(await visitor.GetAsync($"{Below}/exports/{name}.geojson")).Select(Id);
            Same(visitor.SeenOf(things).Select(thing => thing.Id), seen, visitor, $"exports/{name}");
        }
    }

    public static Func<AreaCounty, Visitor, Task> Issues(string method, string outcome, string permission, string below = "") =>
        (county, visitor) => SinglesAsync("issues", county.Issues, visitor, method, outcome, permission, below);

    public static Func<AreaCounty, Visitor, Task> Facilities(string method, string outcome, string permission, string below = "") =>
        (county, visitor) => SinglesAsync("facilities", county.Facilities, visitor, method, outcome, permission, below);

    // Under an id that is taken nothing is stored, so whoever may write there is told that.
    public static Task NewIssues(AreaCounty county, Visitor visitor) => NewAsync("issues", county, visitor, Permission.WriteIssues,
        (place, unit) => new ReportIssue(county.Issues[0].Id, "另一内容", county.County.At(place), UnitCode: unit));

    public static Task NewFacilities(AreaCounty county, Visitor visitor) => NewAsync("facilities", county, visitor, Permission.WriteFacilities,
        (place, unit) => new AddFacility(county.Facilities[0].Id, "toilet.dry", "另一内容", county.County.At(place), UnitCode: unit));

    public static async Task Search(AreaCounty county, Visitor visitor)
    {
        foreach (var (typed, kind, things) in new[] { ("问题", "issue", county.Issues), ("厕所", "facility", county.Facilities) })
        {
            var hits = (await visitor.GetAsync($"{Below}/search?limit=50&q={Uri.EscapeDataString(typed)}")).Json.EnumerateArray().ToList();
            Same(visitor.SeenOf(things).Select(thing => thing.Id.ToString()),
                hits.Where(hit => hit.GetProperty("kind").GetString() == kind).Select(hit => hit.GetProperty("id").GetString()!), visitor, $"search {typed}");
        }

        Assert.NotEmpty((await visitor.GetAsync($"{Below}/search?q=U1")).Json.EnumerateArray());
    }

    public static async Task Tiles(AreaCounty county, Visitor visitor)
    {
        foreach (var (layer, things) in new[] { ("issues", county.Issues), ("facilities", county.Facilities) })
        {
            var one = await TilesAsync(county, visitor, layer, 14);
            Same(visitor.SeenOf(things).Select(thing => thing.Id.ToString()).Distinct(), one.Select(feature => (string)feature.Properties["id"]).Distinct(), visitor, $"{layer} tiles");
        }

        var clusters = await TilesAsync(county, visitor, "issues", 9);
        Assert.Equal((visitor.Name, (long)visitor.SeenOf(county.Issues).Count()), (visitor.Name, clusters.Sum(cluster => (long)cluster.Properties["count"])));
        Same(["A", "B", "C", "D"], (await TilesAsync(county, visitor, "grids", 14)).Select(grid => (string)grid.Properties["code"]).Distinct(), visitor, "grids tiles");
    }

    /// <summary>Of an issue or facility those hear who may see it there; who sees by unit, without the place; of streets everybody.</summary>
    public static async Task Changes(AreaCounty county, Visitor visitor)
    {
        foreach (var (entity, layer, permission) in new[] { ("issue", "issues", Permission.ReadIssues), ("facility", "facilities", Permission.ReadFacilities) })
        {
            for (var place = 0; place < AreaCounty.Places.Count; place++)
            {
                int? gridId = AreaCounty.Places[place] == "outside" ? null : place + 1;
                using var listening = await visitor.ListenAsync(await county.TellChangeAsync(entity, gridId));
                var notice = (await listening.NextAsync())!.Value.Notice;
                var isThere = visitor.May(permission, AreaCounty.Places[place], null);
                var told = (notice.Layers.Contains("streets"), notice.Layers.Contains(layer), string.Join(',', notice.GridIds));
                var truth = (true, isThere || visitor.MayByUnit(permission), isThere ? $"{gridId}" : "");
                Assert.True(truth == told, $"{visitor.Name} was told {told} of {entity} in {AreaCounty.Places[place]} instead of {truth}");
            }
        }
    }

    private static async Task SinglesAsync(
        string name, List<Thing> things, Visitor visitor, string method, string outcome, string permission, string below)
    {
        foreach (var thing in things)
        {
            var seen = await visitor.SendAsync(method, $"{Below}/{name}/{thing.Id}{below}", method == "PATCH" ? new { } : null, method == "DELETE" ? 999 : 1);
            var truth = visitor.May(permission, thing.Place, thing.Unit) ? outcome : "404 not-found";
            Assert.True(truth == seen.Outcome, $"{visitor.Name}, {method} of {thing}{below}: {seen.Outcome} instead of {truth}");
        }
    }

    private static async Task NewAsync(string name, AreaCounty county, Visitor visitor, string permission, Func<string, string?, object> content)
    {
        foreach (var place in AreaCounty.Places)
        {
            foreach (var unit in new[] { null, "U1", "U2" })
            {
                var seen = await visitor.SendAsync("POST", $"{Below}/{name}", content(place, unit));
                var truth = visitor.May(permission, place, unit) ? "409 id-already-used" : "422 outside-your-area";
                Assert.True(truth == seen.Outcome, $"{visitor.Name}, a new one in {place} of {unit}: {seen.Outcome} instead of {truth}");
            }
        }
    }

    private static async Task<List<TileFeature>> TilesAsync(AreaCounty county, Visitor visitor, string layer, int zoom)
    {
        var features = new List<TileFeature>();
        foreach (var (x, y) in AreaCounty.Places.Select(place => TileOf.At(county.County.At(place), zoom)).Distinct())
        {
            var seen = await visitor.GetAsync(TileOf.Address(layer, zoom, x, y));
            Assert.True(seen.Status is 200 or 204, $"{visitor.Name} {seen.Text}");
            features.AddRange(MvtReader.Read(seen.Content));
        }

        return features;
    }

    // The things of the kinds that the visitor holds anything of.
    private static IEnumerable<(string Name, List<Thing> Things)> Kinds(AreaCounty county, Visitor visitor)
    {
        if (visitor.May(Permission.ReadIssues)) yield return ("issues", county.Issues);
        if (visitor.May(Permission.ReadFacilities)) yield return ("facilities", county.Facilities);
    }

    private static bool IsOutside(Thing thing) => thing.Place == "outside";

    private static bool In(Thing thing, string area) => AreaCounty.GridsOfArea[area].Contains(thing.Place);

    private static IEnumerable<JsonElement> Features(Seen seen) =>
        seen.Json.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties"));

    private static Guid Id(JsonElement properties) => properties.GetProperty("id").GetGuid();

    private static T Read<T>(Seen seen) => JsonSerializer.Deserialize<T>(seen.Content, ContractsJson.Options)!;

    private static void Same<T>(IEnumerable<T> truth, IEnumerable<T> told, Visitor visitor, string what)
    {
        var (expected, actual) = (truth.Order().ToList(), told.Order().ToList());
        Assert.True(expected.SequenceEqual(actual),
            $"{visitor.Name}, {what}: too many [{string.Join(", ", actual.Except(expected))}], missing [{string.Join(", ", expected.Except(actual))}], {actual.Count} of {expected.Count}");
    }
}
