using GridMap.Contracts.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Browser.Tests;

/// <summary>Somebody who signs in at the page.</summary>
public sealed record Person(Guid Id, string Name, string DisplayName, string Password);

/// <summary>
/// A drawn county of two towns, T1 with the grids A and B, T2 with C and D, for people who sign in with passwords. Each test
/// makes its own persons, so that none waits for another's limits.
/// </summary>
public sealed class PersonsServer(PostgisFixture postgis) : IAsyncDisposable
{
    private TestCounty? _county;
    private int _persons;

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

    /// <summary>Makes an account; with a role it is a member of the county and holds it in the area, or in the whole county.</summary>
    public async Task<Person> AddAsync(string? role, string? area = null, bool isAdministrator = false, bool mustChangePassword = false)
    {
        var number = ++_persons;
        var person = new Person(Guid.CreateVersion7(), $"person{number}", $"王{number}", $"correct horse battery {number}");
        await using var scope = County.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountChanges>().AddAsync(
            new AccountRecord
            {
                Id = person.Id, Name = person.Name, DisplayName = person.DisplayName,
                IsAdministrator = isAdministrator, MustChangePassword = mustChangePassword,
            }, person.Password, Actor.CommandLine, TestContext.Current.CancellationToken);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(error => error.Description)));
        if (role is null) return person;
        await SendAsync(HttpMethod.Put, $"members/{person.Id}", new SetMember(null));
        await SendAsync(HttpMethod.Post, "grants", new AddGrant(Guid.CreateVersion7(), role, person.Id, AreaCode: area));
        return person;
    }

    /// <summary>Ends every session of the person, as the time that passes does.</summary>
    public Task<int> EndSessionsAsync(Person person) =>
        County.SqlAsync("UPDATE sign_in_session SET ended_at = now() WHERE account_id = $1 AND ended_at IS NULL", person.Id);

    public async ValueTask DisposeAsync()
    {
        if (_county is not null) await _county.DisposeAsync();
    }

    private async Task SendAsync(HttpMethod method, string address, object content)
    {
        var answer = await County.SendAsync(method, address, content);
        Assert.InRange((int)answer.Status, 200, 299);
    }

    private async Task AddTownAsync(int number, string code, string name, params string[] parts)
    {
        await County.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, division_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, $2, 1, $3, $4, 'town', shape, ST_Area(shape::geography)
            FROM (SELECT ST_Multi(ST_Union(geom)) AS shape FROM grid WHERE county_code = $1 AND grid_code = ANY ($5)) AS parts
            """, TestCounty.Code, number, code, name, parts);
        await County.SqlAsync("UPDATE grid SET parent_grid_id = $2 WHERE county_code = $1 AND grid_code = ANY ($3)", TestCounty.Code, number, parts);
    }
}
