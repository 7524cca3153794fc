using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Units;

/// <summary>The register of the county that is open, and what its units answer for.</summary>
internal sealed class UnitsApi(ServerApi server, CountyApi county)
{
    private string County => $"api/counties/{county.County}";

    /// <summary>Where the register is downloaded as a table.</summary>
    public string Csv => $"{County}/units.csv";

    public Task<UnitDetail> Unit(string code) => server.GetAsync<UnitDetail>(Address(code));

    public Task<UnitDetail> Set(string code, SetUnit unit, long? revision) => server.PutAsync<UnitDetail>(Address(code), unit, revision);

    public Task Delete(string code, long revision) => server.RemoveAsync(Address(code), revision);

    /// <summary>Whose a place is.</summary>
    public Task<PlaceResponsibility> Whose(Contracts.Geo.Position place) => server.GetAsync<PlaceResponsibility>(
        FormattableString.Invariant($"{County}/responsibility?lon={place.Longitude}&lat={place.Latitude}"));

    /// <summary>Whose a grid of any level is.</summary>
    public Task<PlaceResponsibility> Whose(string gridCode) =>
        server.GetAsync<PlaceResponsibility>($"{County}/responsibility?grid={Uri.EscapeDataString(gridCode)}");

    /// <summary>What is said of a grid itself; null: of the county as a whole.</summary>
    public Task<AreaResponsibility> Area(string? gridCode) => server.GetAsync<AreaResponsibility>(AreaAddress(gridCode));

    public Task<AreaResponsibility> EditArea(string? gridCode, EditAreaResponsibility edit, long revision) =>
        server.PatchAsync<AreaResponsibility>(AreaAddress(gridCode), edit, revision);

    public Task<CountyDepartments> Departments() => server.GetAsync<CountyDepartments>($"{County}/departments");

    public Task<CountyDepartments> SetDepartments(SetDepartments departments, long revision) =>
        server.PutAsync<CountyDepartments>($"{County}/departments", departments, revision);

    private string Address(string code) => $"{County}/units/{Uri.EscapeDataString(code)}";

    private string AreaAddress(string? gridCode) => gridCode is null
        ? $"{County}/responsibility/county"
        : $"{County}/grids/{Uri.EscapeDataString(gridCode)}/responsibility";
}
