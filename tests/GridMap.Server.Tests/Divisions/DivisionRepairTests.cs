using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Work;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

/// <summary>Repairs are proposed, looked at and accepted, never made silently.</summary>
public sealed class DivisionRepairTests(PostgisFixture postgis)
{
    [Fact]
    public async Task An_overlap_is_repaired_only_once_its_proposal_is_accepted_and_is_then_checked_again()
    {
        await using var county = await OverlapAsync();
        (await county.SendAsync(HttpMethod.Post, "divisions/2/repair", new RepairDivision())).AssertProblem(409, "conflict", "check it first");
        (await county.SendAsync(HttpMethod.Get, "divisions/2/repair")).AssertProblem(404, "not-found");
        await DoAsync(county, "divisions/2/check");
        Assert.Contains("overlap", await KindsAsync(county));

        Assert.Equal(WorkStatus.Done, (await DoAsync(county, "divisions/2/repair", new RepairDivision())).Status);
        var proposal = await county.GetAsync<DivisionRepairProposal>("divisions/2/repair");
        var step = Assert.Single(proposal.Steps);
        Assert.Equal("gave-overlap", step.Kind);
        Assert.Equal(["A", "B"], step.GridCodes);
        var change = Assert.Single(proposal.Changes);
        Assert.Equal(step.AreaSquareMetres, change.AreaSquareMetresBefore - change.AreaSquareMetresAfter, 0.5);
        Assert.True(await county.SqlScalarAsync<bool>("SELECT status = 'checked' AND revision = 1 FROM division WHERE division_id = 2"));

        (await county.SendAsync(HttpMethod.Post, "divisions/2/repair/accept", new AcceptRepair())).AssertProblem(428, "if-match-required");
        (await county.SendAsync(HttpMethod.Post, "divisions/2/repair/accept", new AcceptRepair(["X"]), "\"1\"")).AssertProblem(422, "invalid", "'X'");
        var accepted = await county.SendAsync(HttpMethod.Post, "divisions/2/repair/accept", new AcceptRepair([change.GridCode]), "\"1\"");
        Assert.Equal((200, "draft", 2L), (accepted.Status, accepted.Read<Division>().Status, accepted.Read<Division>().Revision));
        (await county.SendAsync(HttpMethod.Get, "divisions/2/repair")).AssertProblem(404, "not-found");
        await DoAsync(county, "divisions/2/check");
        Assert.DoesNotContain("overlap", await KindsAsync(county));
        Assert.Equal("division.repair-proposed division.repaired", await county.SqlScalarAsync<string>(
            "SELECT string_agg(DISTINCT content ->> 'action', ' ') FROM audit_entry WHERE content ->> 'action' LIKE 'division.repair%'"));
    }

    [Fact]
    public async Task A_proposal_for_what_the_draft_was_is_not_accepted()
    {
        await using var county = await OverlapAsync();
        await DoAsync(county, "divisions/2/check");
        await DoAsync(county, "divisions/2/repair", new RepairDivision());
        await county.SendAsync(HttpMethod.Patch, "divisions/2/grids", new EditDivisionGrids(Remove: ["C"]), "\"1\"");
        (await county.SendAsync(HttpMethod.Post, "divisions/2/repair/accept", new AcceptRepair(), "\"1\"")).AssertProblem(412, "changed-meanwhile");
        (await county.SendAsync(HttpMethod.Post, "divisions/2/repair/accept", new AcceptRepair(), "\"2\"")).AssertProblem(409, "conflict", "since the repair was proposed");
    }

    private async Task<TestCounty> OverlapAsync()
    {
        var county = await TestCounty.CreateAsync(postgis, "A B C");
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("草稿"));
        // A reaches a strip of some metres into B.
        await county.SqlAsync(
            """
            UPDATE division_grid AS a SET geom = ST_Multi(ST_Union(a.geom, ST_MakeEnvelope(
                ST_XMax(a.geom), ST_YMin(a.geom), ST_XMax(a.geom) + 0.00005, (ST_YMin(a.geom) + ST_YMax(a.geom)) / 2, 4326)))
            WHERE division_id = 2 AND grid_code = 'A'
            """);
        return county;
    }

    private static async Task<IEnumerable<string>> KindsAsync(TestCounty county) =>
        (await county.GetAsync<FeatureCollection<DivisionDefect>>("divisions/2/defects")).Features.Select(feature => feature.Properties.Kind);

    // Asks for long work, and waits for its end.
    private static async Task<PieceOfWork> DoAsync(TestCounty county, string address, object? content = null)
    {
        var asked = await county.SendAsync(HttpMethod.Post, address, content);
        Assert.Equal(202, asked.Status);
        return await Eventually.ReadAsync(
            () => county.GetAsync<PieceOfWork>(asked.Headers["Location"].Split($"{TestCounty.Code}/")[1]), work => work.IsOver);
    }
}
