using GridMap.Contracts.Access;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>Everyone who tries every address: each role for the county and for an area beside, above, beneath and of its own.</summary>
internal static class Visitors
{
    private static readonly string[] Areas = ["T1", "K1", "A", "T2"];

    public static async Task<List<Visitor>> CreateAsync(AreaCounty county)
    {
        var all = new List<Visitor>
        {
            new("nobody", county, county.Client(null)) { IsSignedIn = false, CountyCode = null },
            new("somebody with a wrong key", county, county.Client("gm_wrong")) { HasWrongKey = true, CountyCode = null },
            new("server administrator", county, county.Client(TestKeys.Administrator)) { IsServerAdministrator = true, Holds = [new(Role.Administrator)] },
            new("read-only server administrator", county, await county.ClientAsync(Role.Administrator, county: null, isReadOnly: true))
                { IsServerAdministrator = true, IsReadOnly = true, Holds = [new(Role.Administrator)] },
            new("neighbouring office", county, await county.ClientAsync(Role.Office, county: AreaCounty.ForeignCode)) { CountyCode = AreaCounty.ForeignCode },
            new("department without a unit", county, await county.ClientAsync(Role.Department)) { Holds = [new(Role.Department)] },
            new("inspector of an area that is gone", county, await county.ClientAsync(Role.Inspector, "Z9")) { Holds = [new(Role.Inspector, "Z9")] },
            new("read-only inspector of K1", county, await county.ClientAsync(Role.Inspector, "K1", isReadOnly: true)) { IsReadOnly = true, Holds = [new(Role.Inspector, "K1")] },
            await PersonAsync(county, "member without a role", null),
            await PersonAsync(county, "inspector of A who is of department U2", "U2", new Held(Role.Inspector, "A"), new Held(Role.Department, Unit: "U2")),
            await PersonAsync(county, "viewer of the county who inspects C", null, new Held(Role.Viewer), new Held(Role.Inspector, "C")),
            await PersonAsync(county, "stranger", null, isMember: false),
        };
        foreach (var role in Role.All)
            all.Add(await KeyAsync(county, role == Role.Department ? new(role, Unit: "U1") : new(role)));
        foreach (var role in Role.ByArea)
            foreach (var area in Areas) all.Add(await KeyAsync(county, new(role, area)));
        return all;
    }

    private static async Task<Visitor> KeyAsync(AreaCounty county, Held held) =>
        new($"{held.Role} of {held.Area ?? held.Unit ?? "the county"}", county, await county.ClientAsync(held.Role, held.Area, held.Unit)) { Holds = [held] };

    // By an account's own key, which gives what its owner was granted; the department's role is granted to the whole unit.
    private static async Task<Visitor> PersonAsync(AreaCounty county, string name, string? unit, params Held[] holds) =>
        await PersonAsync(county, name, unit, isMember: true, holds);

    private static async Task<Visitor> PersonAsync(AreaCounty county, string name, string? unit, bool isMember, params Held[] holds)
    {
        var account = Guid.CreateVersion7();
        await county.County.SqlAsync("INSERT INTO account (account_id, name, display_name, security_stamp) VALUES ($1, $2, $2, 's')", account, name);
        if (isMember) await county.County.SqlAsync("INSERT INTO membership (county_code, account_id, unit_code) VALUES ($1, $2, $3)", TestCounty.Code, account, unit);
        foreach (var held in holds)
            await county.County.SqlAsync(
                "INSERT INTO access_grant (county_code, grant_id, account_id, unit_code, role, area_code) VALUES ($1, $2, $3, $4, $5, $6)",
                TestCounty.Code, Guid.CreateVersion7(), held.Unit is null ? account : null, held.Unit, held.Role, held.Area);
        var client = county.Client(await TestKeys.CreateForAsync(county.Db, account));
        return new(name, county, client) { CountyCode = isMember ? TestCounty.Code : null, Holds = holds };
    }
}
