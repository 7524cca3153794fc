using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Accounts;

/// <summary>How accounts and their passwords are kept.</summary>
public sealed class AccountChangesTests(SharedCounty shared) : IClassFixture<SharedCounty>
{
    private const string Password = "klompen-9-vuurtoren";

    [Theory]
    [InlineData("short-9-Wd", "at least 12")]
    [InlineData("password1234", "easily guessed")]
    [InlineData("Passw0rd12345", "easily guessed")]
    [InlineData("qwertyuiop12", "easily guessed")]
    [InlineData("123456789012", "easily guessed")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "easily guessed")]
    [InlineData("gridmap-gridmap", "easily guessed")]
    [InlineData("xk7-WEAK-person-q2z", "account's name")]
    public async Task A_password_that_is_easily_guessed_is_refused_with_the_reason(string password, string reason)
    {
        var refused = await AddAsync("weak-person", password);

        var error = Assert.Single(refused.Errors);
        Assert.Equal(PasswordRule.Code, error.Code);
        Assert.Contains(reason, error.Description, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync("weak-person"));
    }

    [Fact]
    public async Task A_password_of_more_than_128_characters_is_refused() =>
        Assert.Contains("128 fit", Assert.Single((await AddAsync("long", string.Concat(Enumerable.Repeat("Xy7-", 33)))).Errors).Description, StringComparison.Ordinal);

    [Theory]
    [InlineData("NAME-ONE", "name-one")]
    [InlineData("ｎａｍｅ-two", "Name-Two")]
    [InlineData(" name-three", "name-three ")]
    [InlineData("张三", "张三")]
    public async Task Names_that_look_the_same_are_one_account(string first, string second)
    {
        Assert.True((await AddAsync(first, Password)).Succeeded);

        var refused = await AddAsync(second, Password);

        Assert.Equal(nameof(IdentityErrorDescriber.DuplicateUserName), Assert.Single(refused.Errors).Code);
    }

    [Fact]
    public async Task A_password_is_stored_as_pbkdf2_with_sha512_and_210000_rounds()
    {
        await AddAsync("hashed", Password);

        var hash = Convert.FromBase64String(await shared.County.SqlScalarAsync<string>("SELECT password_hash FROM account WHERE name = 'hashed'"));

        // Format 1; then, most significant byte first, the function (2 is HMAC-SHA512), the rounds and the salt's length.
        Assert.Equal([1, 0, 0, 0, 2, 0, 3, 52, 80, 0, 0, 0, 16], hash[..13]);
        Assert.Equal(210_000, (3 << 16) + (52 << 8) + 80);
    }

    [Fact]
    public async Task Two_who_change_one_account_at_the_same_revision_do_not_overwrite_one_another()
    {
        await AddAsync("shared", Password);
        await using var scope = shared.County.App.Services.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<AccountChanges>();
        var (first, second) = (await FindAsync(changes, "shared"), await FindAsync(changes, "shared"));

        Assert.True((await changes.EditAsync(first, "甲", isAdministrator: false, isDisabled: false, Actor.CommandLine)).Succeeded);
        var refused = await changes.EditAsync(second, "乙", isAdministrator: true, isDisabled: false, Actor.CommandLine);

        Assert.Equal(nameof(IdentityErrorDescriber.ConcurrencyFailure), Assert.Single(refused.Errors).Code);
        Assert.Equal("甲", await shared.County.SqlScalarAsync<string>("SELECT display_name FROM account WHERE name = 'shared'"));
    }

    [Fact]
    public async Task Every_change_of_an_account_is_audited_without_its_password()
    {
        await AddAsync("audited", Password);
        await using var scope = shared.County.App.Services.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<AccountChanges>();
        var account = await FindAsync(changes, "audited");
        var stamp = account.SecurityStamp;
        var password = await changes.ResetPasswordAsync(account, Actor.CommandLine, TestContext.Current.CancellationToken);
        await changes.EditAsync(account, "甲", isAdministrator: false, isDisabled: true, Actor.CommandLine);

        var audited = await shared.County.Db.ListAsync(
            "SELECT action || ' ' || content::text FROM audit_entry WHERE county_code = '000000' AND entity_id = $1 ORDER BY sequence",
            [account.Id.ToString()], row => row.GetString(0), TestContext.Current.CancellationToken);

        Assert.Equal(["account.added", "password.reset", "account.edited"], audited.Select(entry => entry.Split(' ')[0]));
        Assert.DoesNotContain(audited, entry => entry.Contains(password!, StringComparison.Ordinal) || entry.Contains(account.PasswordHash!, StringComparison.Ordinal));
        Assert.NotEqual(stamp, account.SecurityStamp);
    }

    private async Task<IdentityResult> AddAsync(string name, string password)
    {
        await using var scope = shared.County.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountChanges>().AddAsync(
            new() { Id = Guid.CreateVersion7(), Name = name, DisplayName = name }, password, Actor.CommandLine, TestContext.Current.CancellationToken);
    }

    private static async Task<AccountRecord> FindAsync(AccountChanges changes, string name) =>
        (await changes.FindAsync(name, TestContext.Current.CancellationToken))!;

    private Task<long> CountAsync(string name) => shared.County.SqlScalarAsync<long>("SELECT count(*) FROM account WHERE name = $1", name);
}
