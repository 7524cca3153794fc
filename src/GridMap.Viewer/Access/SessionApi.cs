using GridMap.Contracts.Access;
using GridMap.Viewer.Api;
using SessionAnswer = GridMap.Contracts.Access.Session;

namespace GridMap.Viewer.Access;

/// <summary>Signing in and out, and what belongs to one's own account.</summary>
internal sealed class SessionApi(ServerApi server, CurrentUser user)
{
    private const string Address = "api/session";

    /// <exception cref="ProblemException">wrong-name-or-password, too-many-attempts …</exception>
    public async Task SignInAsync(string name, string password)
    {
        // The token of an ended session is no longer good, and the next one's is told with the answer.
        if (user.HasEnded) await server.RenewSessionAsync();
        user.Take(await server.PostAsync<SessionAnswer>(Address, new SignIn(name, password)));
    }

    public Task SignOutAsync() => server.SendAsync(HttpMethod.Delete, Address);

    /// <summary>Changes one's own password. Should that end this session too, it begins another.</summary>
    /// <exception cref="ProblemException">invalid where the current password is wrong, weak-password …</exception>
    public async Task ChangePasswordAsync(string current, string wanted)
    {
        var name = user.Account!.Name;
        await server.SendAsync(HttpMethod.Post, Address + "/password", new ChangePassword(current, wanted));
        var now = await server.GetAsync<SessionAnswer>(Address);
        user.Take(now);
        if (now.Account is null) await SignInAsync(name, wanted);
    }

    public Task<List<ApiKey>> Keys() => server.GetAsync<List<ApiKey>>("api/keys");

    public Task<NewApiKey> AddKey(AddApiKey key) => server.PostAsync<NewApiKey>("api/keys", key);

    public Task RevokeKey(Guid id) => server.SendAsync(HttpMethod.Delete, $"api/keys/{id}");
}
