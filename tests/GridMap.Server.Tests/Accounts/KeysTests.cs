using System.Net;
using GridMap.Contracts.Access;
using GridMap.Testing;

namespace GridMap.Server.Tests.Accounts;

public sealed class KeysTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_makes_lists_and_revokes_no_keys()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var account = await People.StoreAsync(county.Db, "li");
        using var own = await People.ClientAsync(county.App, account);
        foreach (var client in new[] { county.Client, own })
        {
            using var added = await client.PostAsync("/api/keys", Json(new AddApiKey(Guid.CreateVersion7(), "QGIS")), Ct);
            Assert.Equal(HttpStatusCode.Forbidden, added.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/keys", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.DeleteAsync($"/api/keys/{Guid.CreateVersion7()}", Ct)).StatusCode);
        }

        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM api_key WHERE label = 'QGIS'"));
    }

    private static StringContent Json<T>(T content) => new(
        System.Text.Json.JsonSerializer.Serialize(content, Contracts.ContractsJson.Options), System.Text.Encoding.UTF8, "application/json");
}
