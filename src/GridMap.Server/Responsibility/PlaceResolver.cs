using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Responsibility;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Responsibility;

/// <summary>Whose a place is, by ground, by matter and by leader.</summary>
internal sealed class PlaceResolver(NpgsqlDataSource db, GridLocators locators)
{
    // The grids may change between finding one and reading it; a second look then finds another.
    private const int MostLooks = 5;

    /// <summary>Whose the place is; null where there is no such county.</summary>
    public async Task<PlaceResponsibility?> ResolveAsync(string county, Position place, string? category, CancellationToken ct)
    {
        if (await ClimbAsync(county, place, ct) is not var (chain, isInGrid)) return null;
        var nearest = isInGrid ? null : await FindNearestAsync(county, place, ct);
        return await AnswerAsync(county, place, chain, nearest, category, ct);
    }

    /// <summary>Whose a grid of any level is; null where there is no such grid.</summary>
    public async Task<PlaceResponsibility?> ResolveAsync(string county, string gridCode, string? category, CancellationToken ct)
    {
        var gridId = await db.FirstOrDefaultAsync(
            "SELECT grid_id FROM grid WHERE county_code = $1 AND grid_code = $2", [county, gridCode], row => (int?)row.GetInt32(0), ct);
        if (gridId is null) return null;
        var chain = await db.ListAsync(Sql.For("Responsibility/climb"), [county, gridId], ClimbedArea.Read, ct);
        return chain is [] ? null : await AnswerAsync(county, null, chain, null, category, ct);
    }

    private async Task<PlaceResponsibility> AnswerAsync(
        string county, Position? place, List<ClimbedArea> chain, NearestGrid? nearest, string? category, CancellationToken ct)
    {
        var departments = await db.ListAsync(Sql.For("Responsibility/list-departments"), [county], CountyDepartmentsStore.Read, ct);
        var grid = chain.Count > 0 ? chain[0] : null;
        return new(
            place, grid?.Grid, [.. chain.Skip(1).Select(area => area.Grid).OfType<GridName>().Reverse()], nearest,
            Climb.Lead(chain),
            category is null ? [.. departments.Select(Climb.Department)] : [Climb.Department(departments, category)],
            grid is null ? [] : [.. grid.People[AreaRole.Member]], Climb.People(chain, AreaRole.Leader), Climb.People(chain, AreaRole.Contact),
            grid?.UnresolvedIssues, grid?.IssuesPerSquareKilometre, grid?.AsOf);
    }

    // Empty where nothing covers the place.
    private async Task<(List<ClimbedArea> Chain, bool IsInGrid)?> ClimbAsync(string county, Position place, CancellationToken ct)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (await locators.GetAsync(county, ct) is not { } grids) return null;
            var found = grids.Find(place);
            if ((found ?? await FindCoveringAsync(county, place, ct)) is not { } area) return ([], false);
            var chain = await db.ListAsync(Sql.For("Responsibility/climb"), [county, area], ClimbedArea.Read, ct);
            if (chain is not []) return (chain, found is not null);
        }

        throw new TimeoutException("The county's grids changed again and again.");
    }

    private Task<int?> FindCoveringAsync(string county, Position place, CancellationToken ct) => db.FirstOrDefaultAsync(
        Sql.For("Responsibility/find-covering"), [county, place.Longitude, place.Latitude], row => (int?)row.GetInt32(0), ct);

    private Task<NearestGrid?> FindNearestAsync(string county, Position place, CancellationToken ct) => db.FirstOrDefaultAsync(
        Sql.For("Responsibility/find-nearest"), [county, place.Longitude, place.Latitude],
        row => new NearestGrid(row.GetString(0), row.GetString(1), row.GetDouble(2)), ct);
}
