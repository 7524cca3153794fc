using GridMap.Contracts.Access;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Access;

/// <summary>Accounts of the server, and members and grants of the county that is open.</summary>
internal sealed class PeopleApi(ServerApi server, CountyApi county)
{
    private string County => $"api/counties/{county.County}";

    public Task<List<Account>> Accounts() => server.GetAsync<List<Account>>("api/accounts");

    public Task<NewPassword> Add(AddAccount account) => server.PostAsync<NewPassword>("api/accounts", account);

    public Task<Account> Edit(Account account, EditAccount edit) =>
        server.PatchAsync<Account>($"api/accounts/{account.Id}", edit, account.Revision);

    public Task<NewPassword> ResetPassword(Guid id) => server.PostAsync<NewPassword>($"api/accounts/{id}/password", new { });

    public Task<List<Member>> Members() => server.GetAsync<List<Member>>($"{County}/members");

    public Task SetMember(Guid accountId, string? unitCode) =>
        server.SendAsync(HttpMethod.Put, $"{County}/members/{accountId}", new SetMember(unitCode));

    public Task RemoveMember(Guid accountId) => server.SendAsync(HttpMethod.Delete, $"{County}/members/{accountId}");

    public Task<List<Grant>> Grants() => server.GetAsync<List<Grant>>($"{County}/grants");

    public Task<Grant> AddGrant(AddGrant grant) => server.PostAsync<Grant>($"{County}/grants", grant);

    public Task Revoke(Guid id) => server.SendAsync(HttpMethod.Delete, $"{County}/grants/{id}");
}
