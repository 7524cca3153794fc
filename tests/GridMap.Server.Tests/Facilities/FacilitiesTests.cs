using GridMap.Contracts.Changes;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Testing;

namespace GridMap.Server.Tests.Facilities;

public sealed class FacilitiesTests(PostgisFixture postgis, SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Fact]
    public async Task A_facility_is_recorded_in_its_grid_once_however_often_it_is_sent()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "B A");
        var added = new AddFacility(Guid.CreateVersion7(), "toilet.dry", "东街旱厕", county.At("A|B"), OpeningHours: "全天");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => county.SendAsync(HttpMethod.Post, "facilities", added)));
        Assert.Equal((1, 7), (answers.Count(one => one.Status == 201), answers.Count(one => one.Status == 200)));
        var facility = answers[0].Read<Feature<Facility>>().Properties;
        Assert.Equal(("A", "existing", "全天"), (facility.GridCode, facility.State, facility.OpeningHours));
        var other = await county.SendAsync(HttpMethod.Post, "facilities", added with { Name = "西街旱厕" });
        other.AssertProblem(409, "id-already-used");
        Assert.Equal(["added"], await ActionsAsync(county, facility.Id));
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM dirty_grid"));
    }

    [Fact]
    public async Task A_clearance_keeps_day_and_outcome_and_can_be_taken_back()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var facility = await county.AddFacilityAsync(at: "A");
        var cleared = await EditAsync(county, facility, new EditFacility { State = "cleared", ClearedOutcome = "拆除" });
        Assert.Equal(("cleared", "拆除"), (cleared.State, cleared.ClearedOutcome));
        Assert.Equal(await county.SqlScalarAsync<DateOnly>("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date"), cleared.ClearedOn);
        var dated = await EditAsync(county, cleared, new EditFacility { ClearedOn = new DateOnly(2025, 3, 1) });
        Assert.Equal(new DateOnly(2025, 3, 1), dated.ClearedOn);
        var stands = await EditAsync(county, dated, new EditFacility { State = "existing" });
        Assert.Equal(facility with { Revision = 4, UpdatedAt = stands.UpdatedAt }, stands);
        Assert.Equal(["added", "cleared", "edited", "restored"], await ActionsAsync(county, facility.Id));
    }

    [Fact]
    public async Task The_day_of_a_clearance_is_the_county_s_own()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        // A day apart from each other at every moment.
        foreach (var zone in (string[])["Pacific/Kiritimati", "Etc/GMT+12"])
        {
            await county.SqlAsync("UPDATE county SET time_zone = $1", zone);
            var cleared = await EditAsync(county, await county.AddFacilityAsync(at: "A"), new EditFacility { State = "cleared" });
            Assert.Equal(await county.SqlScalarAsync<DateOnly>("SELECT (now() AT TIME ZONE $1)::date", zone), cleared.ClearedOn);
        }
    }

    [Fact]
    public async Task A_facility_moves_to_another_grid_and_can_be_deleted_and_restored()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var facility = await county.AddFacilityAsync(at: "A");
        var moved = await EditAsync(county, facility, new EditFacility { Position = county.At("B") });
        Assert.Equal("B", moved.GridCode);
        var deleted = (await county.SendAsync(HttpMethod.Delete, $"facilities/{facility.Id}", ifMatch: "\"2\"")).Read<Feature<Facility>>().Properties;
        Assert.True(deleted.IsDeleted);
        Assert.Empty((await county.GetAsync<FeatureCollection<Facility>>("facilities")).Features);
        Assert.Equal(moved with { Revision = 4 }, (await EditAsync(county, deleted, new EditFacility { IsDeleted = false })) with { UpdatedAt = moved.UpdatedAt });
        Assert.Equal(["added", "edited", "deleted", "restored"], await ActionsAsync(county, facility.Id));
        (await county.SendAsync(HttpMethod.Patch, $"facilities/{facility.Id}", new EditFacility { Name = "x" }, "\"3\"")).AssertProblem(412, "changed-meanwhile");
    }

    [Theory]
    [InlineData("""{"kind":"toilet.golden"}""", "kind")]
    [InlineData("""{"kind":null}""", "kind")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"state":"gone"}""", "state")]
    [InlineData("""{"clearedOn":"2025-01-01"}""", "clearedOn")]
    [InlineData("""{"clearedOutcome":"拆除"}""", "clearedOutcome")]
    [InlineData("""{"state":"cleared","clearedOn":"2999-01-01"}""", "clearedOn")]
    [InlineData("""{"position":{"longitude":104,"latitude":1e400}}""", "position.latitude")]
    [InlineData("""{"unitCode":"U9"}""", "unitCode")]
    public async Task A_value_that_cannot_be_is_refused_by_name(string edit, string name)
    {
        var facility = await shared.County.AddFacilityAsync(at: "A");
        (await shared.County.SendAsync(HttpMethod.Patch, $"facilities/{facility.Id}", edit, "\"1\"")).AssertProblem(422, "invalid", name);
        Assert.Equal(facility, (await shared.County.GetAsync<Feature<Facility>>($"facilities/{facility.Id}")).Properties);
    }

    [Fact]
    public async Task Every_filter_answers_the_kinds_and_places_it_names()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        foreach (var kind in FacilityKind.All) await county.AddFacilityAsync(at: kind.Group == "toilet" ? "A" : "B", kind.Code, kind.Chinese);
        var dry = await county.AddFacilityAsync(at: "outside", "toilet.dry", "清零的旱厕");
        await EditAsync(county, dry, new EditFacility { State = "cleared" });
        var cases = new (string Query, int Number)[]
        {
            ("", 16), ("kind=toilet.dry", 2), ("kind=toilet.dry,waste.open_pit", 3), ("kind=toilet.dry&kind=waste.open_pit&kind=waste.bin", 4),
            ("group=market", 5), ("group=toilet&state=existing", 3), ("mustBeCleared=true", 3), ("mustBeCleared=true&state=existing", 2),
            ("mustBeCleared=false&group=toilet", 2), ("group=market&mustBeCleared=true", 0), ("state=cleared", 1), ("state=all", 16),
            ("gridCode=A", 3), ("outside=true", 1), ("q=旱厕", 2), ("q=%25", 0), ("bbox=104,36,105,37", 15),
        };
        foreach (var (query, number) in cases)
            Assert.Equal((query, number), (query, (await county.GetAsync<FeatureCollection<Facility>>($"facilities?limit=1000&{query}")).NumberReturned));
        var page = await county.GetAsync<FeatureCollection<Facility>>("facilities?limit=3&kind=toilet.dry&kind=market.night,waste.bin");
        var rest = await county.GetAsync<FeatureCollection<Facility>>(page.Next!);
        Assert.Equal((3, 1, null), (page.NumberReturned, rest.NumberReturned, rest.Next));
    }

    [Theory]
    [InlineData("kind=toilet", "kind")]
    [InlineData("kind=", "kind")]
    [InlineData("group=parks", "group")]
    [InlineData("state=gone", "state")]
    [InlineData("mustBeCleared=1", "mustBeCleared")]
    public async Task A_parameter_that_cannot_be_used_is_named(string query, string name) =>
        (await shared.County.SendAsync(HttpMethod.Get, $"facilities?{query}")).AssertProblem(400, "bad-parameter", $"'{name}'");

    private static async Task<Facility> EditAsync(TestCounty county, Facility seen, EditFacility edit) =>
        (await county.SendAsync(HttpMethod.Patch, $"facilities/{seen.Id}", edit, $"\"{seen.Revision}\"")).Read<Feature<Facility>>().Properties;

    private static async Task<IEnumerable<string>> ActionsAsync(TestCounty county, Guid id) =>
        (await county.GetAsync<List<Change>>($"facilities/{id}/history")).Select(change => change.Action);
}
