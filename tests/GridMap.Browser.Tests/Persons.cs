using System.Net.Http.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Browser.Tests;

/// <summary>Somebody who signs in at the page.</summary>
public sealed record Person(Guid Id, string Name, string DisplayName, string Password);

/// <summary>Makes accounts, so that each test has its own and none waits for another's limits.</summary>
internal static class Persons
{
    private static int last;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes an account; with a role it is a member of the county and holds it in the area, or in the whole county.</summary>
    public static async Task<Person> AddAsync(
        GridMapApp app, HttpClient county, string? role, string? area = null, bool isAdministrator = false, bool mustChangePassword = false)
    {
        var number = Interlocked.Increment(ref last);
        var person = new Person(Guid.CreateVersion7(), $"person{number}", $"王{number}", $"correct horse battery {number}");
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountChanges>().AddAsync(
            new AccountRecord
            {
                Id = person.Id,
                Name = person.Name,
                DisplayName = person.DisplayName,
                IsAdministrator = isAdministrator,
                MustChangePassword = mustChangePassword,
            }, person.Password, Actor.CommandLine, Ct);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(error => error.Description)));
        if (role is null) return person;
        using var member = await county.PutAsJsonAsync($"members/{person.Id}", new SetMember(null), ContractsJson.Options, Ct);
        Assert.True(member.IsSuccessStatusCode, await member.Content.ReadAsStringAsync(Ct));
        var grant = new AddGrant(Guid.CreateVersion7(), role, person.Id, AreaCode: area);
        using var granted = await county.PostAsJsonAsync("grants", grant, ContractsJson.Options, Ct);
        Assert.True(granted.IsSuccessStatusCode, await granted.Content.ReadAsStringAsync(Ct));
        return person;
    }
}
