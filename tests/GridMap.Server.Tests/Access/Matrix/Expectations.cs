using GridMap.Contracts.Access;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>
/// What every endpoint ought to do, said a second time and apart from the server's own table. A new endpoint is a line here;
/// where callers see different things of it, with a look of <see cref="Looks"/>.
/// </summary>
internal static class Expectations
{
    private const string County = "/api/counties/{county}";
    private const string Tiles = "/tiles/{county}/{layer}";

    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["GET /"] = Expectation.Anyone,
        ["HEAD /"] = Expectation.Anyone,
        ["GET /import"] = Expectation.Anyone,
        ["HEAD /import"] = Expectation.Anyone,
        ["GET /sign-in"] = Expectation.Anyone,
        ["HEAD /sign-in"] = Expectation.Anyone,
        ["GET /account"] = Expectation.Anyone,
        ["HEAD /account"] = Expectation.Anyone,
        ["GET /people"] = Expectation.Anyone,
        ["HEAD /people"] = Expectation.Anyone,
        ["GET /divisions"] = Expectation.Anyone,
        ["HEAD /divisions"] = Expectation.Anyone,
        ["GET /audit"] = Expectation.Anyone,
        ["HEAD /audit"] = Expectation.Anyone,
        ["GET /health/live"] = Expectation.Anyone,
        ["GET /health/ready"] = Expectation.Anyone,

        ["GET /api/counties"] = Expectation.SignedIn with { Look = Looks.Counties },
        ["GET /api/map-settings"] = Expectation.SignedIn,
        ["GET /basemap/{name}/{z:int}/{x:int}/{y:int}"] = Expectation.SignedIn,
        ["GET /openapi/{documentName}.json"] = Expectation.SignedIn,
        ["GET /api/keys"] = Expectation.Person,
        ["POST /api/keys"] = Expectation.Person with { Content = new AddApiKey(Guid.AllBitsSet, "key") },
        ["DELETE /api/keys/{id}"] = Expectation.Person,
        ["GET /api/session"] = Expectation.Anyone,
        ["POST /api/session"] = Expectation.Anyone,
        ["DELETE /api/session"] = Expectation.Anyone,
        ["POST /api/session/password"] = Expectation.Person with { Content = new ChangePassword("something old", "something new") },
        ["GET /api/accounts"] = Expectation.ServerAdministrator,
        ["POST /api/accounts"] = Expectation.ServerAdministrator,
        ["PATCH /api/accounts/{id}"] = Expectation.ServerAdministrator,
        ["POST /api/accounts/{id}/password"] = Expectation.ServerAdministrator,
        ["GET /api/audit"] = Expectation.ServerAdministrator,
        ["* /jobs/{**path}"] = Expectation.ServerAdministrator,

        [$"GET {County}"] = Expectation.Member with { Look = Looks.Counts },
        [$"GET {County}/grids"] = Expectation.Member with { Look = Looks.AllGrids },
        [$"GET {County}/grids/{{code}}"] = Expectation.Member with { Look = Looks.GridDetails },
        [$"GET {County}/divisions"] = Expectation.Member,
        [$"GET {County}/divisions/{{id:int}}"] = Expectation.Member,
        [$"GET {County}/divisions/{{id:int}}/grids"] = Expectation.Member,
        [$"GET {County}/divisions/{{id:int}}/differences"] = Expectation.Member,
        [$"GET {County}/divisions/{{id:int}}/defects"] = Expectation.Holder(Permission.ReadOperations),
        [$"POST {County}/divisions"] = Expectation.Holder(Permission.Operate),
        [$"DELETE {County}/divisions/{{id:int}}"] = Expectation.Holder(Permission.Operate),
        [$"POST {County}/divisions/{{id:int}}/check"] = Expectation.Holder(Permission.Operate),
        [$"POST {County}/divisions/{{id:int}}/publish"] = Expectation.Holder(Permission.Operate),
        [$"GET {County}/work"] = Expectation.Holder(Permission.ReadOperations),
        [$"GET {County}/work/{{workId:guid}}"] = Expectation.Holder(Permission.ReadOperations),
        [$"POST {County}/work/{{workId:guid}}/cancel"] = Expectation.Holder(Permission.Operate),
        [$"GET {County}/units"] = Expectation.Member,
        [$"GET {County}/units.csv"] = Expectation.Member,
        [$"GET {County}/units/{{code}}"] = Expectation.Member,
        [$"GET {County}/responsibility"] = Expectation.Member,
        [$"GET {County}/responsibility/county"] = Expectation.Member,
        [$"GET {County}/grids/{{code}}/responsibility"] = Expectation.Member,
        [$"GET {County}/departments"] = Expectation.Member,
        [$"GET {County}/streets"] = Expectation.Member,
        [$"GET {County}/density"] = Expectation.Member with { Look = Looks.Densities },
        [$"GET {County}/search"] = Expectation.Member with { Look = Looks.Search },
        [$"GET {County}/changes"] = Expectation.Member with { Look = Looks.Changes },
        [$"GET {Tiles}/{{z}}/{{x}}/{{y}}.mvt"] = Expectation.Member with { Look = Looks.Tiles },
        [$"GET {Tiles}.json"] = Expectation.Member,

        [$"GET {County}/issues"] = Expectation.Holder(Permission.ReadIssues, Looks.Lists),
        [$"GET {County}/issues.csv"] = Expectation.Holder(Permission.ReadIssues, Looks.Csv),
        [$"GET {County}/issues/{{id}}"] = Expectation.Holder(Permission.ReadIssues, Looks.Issues("GET", "200", Permission.ReadIssues)),
        [$"GET {County}/issues/{{id}}/history"] = Expectation.Holder(Permission.ReadIssues, Looks.Issues("GET", "200", Permission.ReadIssues, "/history")),
        [$"POST {County}/issues"] = Expectation.Holder(Permission.WriteIssues, Looks.NewIssues),
        [$"PATCH {County}/issues/{{id}}"] = Expectation.Holder(Permission.WriteIssues, Looks.Issues("PATCH", "200", Permission.WriteIssues)),
        [$"DELETE {County}/issues/{{id}}"] = Expectation.Holder(Permission.WriteIssues, Looks.Issues("DELETE", "412 changed-meanwhile", Permission.WriteIssues)),

        [$"GET {County}/facilities"] = Expectation.Holder(Permission.ReadFacilities, Looks.Lists),
        [$"GET {County}/facilities.csv"] = Expectation.Holder(Permission.ReadFacilities, Looks.Csv),
        [$"GET {County}/facilities/{{id}}"] = Expectation.Holder(Permission.ReadFacilities, Looks.Facilities("GET", "200", Permission.ReadFacilities)),
        [$"GET {County}/facilities/{{id}}/history"] = Expectation.Holder(Permission.ReadFacilities, Looks.Facilities("GET", "200", Permission.ReadFacilities, "/history")),
        [$"POST {County}/facilities"] = Expectation.Holder(Permission.WriteFacilities, Looks.NewFacilities),
        [$"PATCH {County}/facilities/{{id}}"] = Expectation.Holder(Permission.WriteFacilities, Looks.Facilities("PATCH", "200", Permission.WriteFacilities)),
        [$"DELETE {County}/facilities/{{id}}"] = Expectation.Holder(Permission.WriteFacilities, Looks.Facilities("DELETE", "412 changed-meanwhile", Permission.WriteFacilities)),

        [$"GET {County}/units/{{code}}/history"] = Expectation.Holder(Permission.ReadOperations),
        [$"PUT {County}/units/{{code}}"] = Expectation.Holder(Permission.Operate),
        [$"PATCH {County}/units/{{code}}"] = Expectation.Holder(Permission.Operate),
        [$"DELETE {County}/units/{{code}}"] = Expectation.Holder(Permission.Operate),
        [$"PUT {County}/grids/{{code}}/responsibility"] = Expectation.Holder(Permission.Operate),
        [$"PATCH {County}/grids/{{code}}/responsibility"] = Expectation.Holder(Permission.Operate),
        [$"PATCH {County}/responsibility/county"] = Expectation.Holder(Permission.Operate),
        [$"PUT {County}/departments"] = Expectation.Holder(Permission.Operate),

        [$"GET {County}/density/runs"] = Expectation.Holder(Permission.ReadOperations),
        [$"POST {County}/density/breaks"] = Expectation.Holder(Permission.Operate),
        [$"GET {County}/imports"] = Expectation.Holder(Permission.ReadOperations),
        [$"GET {County}/imports/{{batchId:guid}}"] = Expectation.Holder(Permission.ReadOperations),
        [$"GET {County}/imports/{{batchId:guid}}/report"] = Expectation.Holder(Permission.ReadOperations),
        [$"POST {County}/imports/{{layer}}"] = Expectation.Holder(Permission.Operate) with { Content = "no,such\r\nfile,here" },
        [$"POST {County}/imports/{{batchId:guid}}/withdraw"] = Expectation.Holder(Permission.Operate),

        [$"GET {County}/members"] = Expectation.Holder(Permission.Administer),
        [$"PUT {County}/members/{{accountId}}"] = Expectation.Holder(Permission.Administer),
        [$"DELETE {County}/members/{{accountId}}"] = Expectation.Holder(Permission.Administer),
        [$"GET {County}/grants"] = Expectation.Holder(Permission.Administer),
        [$"POST {County}/grants"] = Expectation.Holder(Permission.Administer),
        [$"DELETE {County}/grants/{{id}}"] = Expectation.Holder(Permission.Administer),
        [$"GET {County}/audit"] = Expectation.Holder(Permission.Administer),
    };
}
