using System.Text.Json;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Work;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Divisions;

/// <summary>Versions of the division of the county that is open.</summary>
internal sealed class DivisionsApi(ServerApi server, CountyApi county)
{
    private const int PageSize = 500;

    private string Base => $"api/counties/{county.County}";

    public Task<List<Division>> List() => server.GetAsync<List<Division>>($"{Base}/divisions");

    public Task<Division> Find(int id) => server.GetAsync<Division>($"{Base}/divisions/{id}");

    public Task<Division> Open(string name) => server.PostAsync<Division>($"{Base}/divisions", new OpenDivision(name));

    public Task Discard(int id) => server.SendAsync(HttpMethod.Delete, $"{Base}/divisions/{id}");

    public Task<PieceOfWork> Check(int id) => server.PostAsync<PieceOfWork>($"{Base}/divisions/{id}/check", new { });

    public Task<PieceOfWork> Publish(int id, string? acceptDefectsBecause) =>
        server.PostAsync<PieceOfWork>($"{Base}/divisions/{id}/publish", new PublishDivision(acceptDefectsBecause));

    /// <summary>The next defects after a number, blocking ones first.</summary>
    public Task<FeatureCollection<DivisionDefect>> Defects(int id, string? next = null) =>
        server.GetAsync<FeatureCollection<DivisionDefect>>(next?.TrimStart('/') ?? $"{Base}/divisions/{id}/defects?limit={PageSize}");

    /// <summary>What a version changes, unit grids left out: there may be tens of thousands.</summary>
    public async Task<IReadOnlyList<Feature<ChangedGrid>>> Differences(int id)
    {
        var found = new List<Feature<ChangedGrid>>();
        foreach (var level in GridLevel.All.Where(level => level != GridLevel.Unit))
            found.AddRange((await server.GetAsync<FeatureCollection<ChangedGrid>>($"{Base}/divisions/{id}/differences?level={level}")).Features);
        return found;
    }

    /// <summary>Changes grids of a draft as this viewer has seen it.</summary>
    public Task<Division> Edit(Division draft, JsonElement edit) =>
        server.PatchAsync<Division>($"{Base}/divisions/{draft.DivisionId}/grids", edit, draft.Revision);

    /// <summary>The first grids of one level of a version.</summary>
    public Task<FeatureCollection<DivisionGrid>> Grids(int id, string level, int most) =>
        server.GetAsync<FeatureCollection<DivisionGrid>>($"{Base}/divisions/{id}/grids?level={level}&limit={most}");

    /// <summary>Asks for unit grids in a draft as this viewer has seen it.</summary>
    public Task<PieceOfWork> MakeUnitGrids(Division draft, MakeUnitGrids wanted) =>
        server.PostAsync<PieceOfWork>($"{Base}/divisions/{draft.DivisionId}/unit-grids", wanted, draft.Revision);

    /// <summary>Takes the unit grids of an area, or all, out of a draft.</summary>
    public Task<Division> RemoveUnitGrids(Division draft, string? area) => server.DeleteAsync<Division>(
        $"{Base}/divisions/{draft.DivisionId}/unit-grids{(area is null ? "" : $"?area={Uri.EscapeDataString(area)}")}", draft.Revision);

    /// <summary>Asks for a proposal how to repair defects; null for all.</summary>
    public Task<PieceOfWork> AskRepair(int id, IReadOnlyList<int>? defects) =>
        server.PostAsync<PieceOfWork>($"{Base}/divisions/{id}/repair", new RepairDivision(defects));

    /// <summary>What was proposed last; null where nothing was.</summary>
    public async Task<DivisionRepairProposal?> Repair(int id)
    {
        try
        {
            return await server.GetAsync<DivisionRepairProposal>($"{Base}/divisions/{id}/repair");
        }
        catch (ProblemException problem) when (problem.Type.EndsWith(":not-found", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Does what was proposed for some grids, or for all.</summary>
    public Task<Division> Accept(Division draft, IReadOnlyList<string>? changes) =>
        server.PostAsync<Division>($"{Base}/divisions/{draft.DivisionId}/repair/accept", new AcceptRepair(changes), draft.Revision);

    /// <summary>The county's list of division codes.</summary>
    public Task<List<DivisionCode>> Codes() => server.GetAsync<List<DivisionCode>>($"{Base}/division-codes");

    /// <summary>Puts a file's codes in the place of the list.</summary>
    public Task<DivisionCodesTaken> SetCodes(string fileName, byte[] content) =>
        server.PutFileAsync<DivisionCodesTaken>($"{Base}/division-codes", fileName, content);

    public Task RemoveCodes() => server.SendAsync(HttpMethod.Delete, $"{Base}/division-codes");

    public Task<PieceOfWork> Work(Guid id) => server.GetAsync<PieceOfWork>($"{Base}/work/{id}");

    /// <summary>Long work on a version that was lately asked for, newest first.</summary>
    public Task<List<PieceOfWork>> WorkOn(int id) => server.GetAsync<List<PieceOfWork>>($"{Base}/work?subject={id}");

    public Task<PieceOfWork> Cancel(Guid id) => server.PostAsync<PieceOfWork>($"{Base}/work/{id}/cancel", new { });
}
