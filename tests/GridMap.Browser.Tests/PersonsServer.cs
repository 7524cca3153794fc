using GridMap.Server.Platform;

namespace GridMap.Browser.Tests;

/// <summary>
/// A drawn county of two towns, T1 with the grids A and B, T2 with C and D, for people who sign in with passwords.
/// </summary>
public sealed class PersonsServer(PostgisFixture postgis) : IAsyncDisposable
{
    private TestCounty? _county;

    public TestCounty County => _county!;

    public Uri Address => _county!.Client.BaseAddress!;

    public async Task StartAsync()
    {
        if (_county is not null) return;
        _county = await TestCounty.ListenAsync(postgis, "A B / C D");
        await AddTownAsync(21, "T1", "北街道", "A", "B");
        await AddTownAsync(22, "T2", "南街道", "C", "D");
        await _county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        await _county.SqlAsync("UPDATE county SET grid_revision = grid_revision + 1 WHERE county_code = $1", TestCounty.Code);
        await _county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城管局', 'functional')", TestCounty.Code);
        await _county.ReportIssueAsync("A", "占道经营");
        await _county.ReportIssueAsync("D", "道路不洁");
    }

    /// <inheritdoc cref="Persons.AddAsync"/>
    public Task<Person> AddAsync(string? role, string? area = null, bool isAdministrator = false, bool mustChangePassword = false) =>
        Persons.AddAsync(County.App, County.Client, role, area, isAdministrator, mustChangePassword);

    /// <summary>Ends every session of the person, as the time that passes does.</summary>
    public Task<int> EndSessionsAsync(Person person) =>
        County.SqlAsync("UPDATE sign_in_session SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL", person.Id);

    public async ValueTask DisposeAsync()
    {
        if (_county is not null) await _county.DisposeAsync();
    }

    private async Task AddTownAsync(int number, string code, string name, params string[] parts)
    {
        await County.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, $2, $3, $4, 'town', shape, ST_Area(shape::geography)
            FROM (SELECT ST_Multi(ST_Union(geom)) AS shape FROM grid WHERE county_code = $1 AND grid_code = ANY ($5)) AS parts
            """, TestCounty.Code, number, code, name, parts);
        await County.SqlAsync("UPDATE grid SET parent_grid_id = $2 WHERE county_code = $1 AND grid_code = ANY ($3)", TestCounty.Code, number, parts);
    }
}
