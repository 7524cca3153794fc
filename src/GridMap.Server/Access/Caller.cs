using GridMap.Contracts.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Access;

/// <summary>
/// Who asks, and what they may see and do in the county of the request. Endpoints take it as a parameter; it is made before
/// them, from what <see cref="AccessRules"/> declares, so that none is reached without.
/// </summary>
/// <param name="Actor">Who.</param>
/// <param name="CountyCode">The county of the request's address; null where it has none.</param>
/// <param name="Grants">What they hold in it.</param>
/// <param name="Permission">What the endpoint needs; null where signing in or membership is enough.</param>
internal sealed record Caller(Actor Actor, string? CountyCode, IReadOnlyList<HeldGrant> Grants, string? Permission)
{
    /// <summary>Where the caller holds what the endpoint needs.</summary>
    /// <exception cref="InvalidOperationException">The endpoint declares no permission: ask with <see cref="ScopeOf"/>.</exception>
    public Scope Scope => ScopeOf(Permission ?? throw new InvalidOperationException("This endpoint declares no permission."));

    /// <summary>Whether the caller has anything to do with the county.</summary>
    public bool IsMember => Grants.Count > 0;

    /// <summary>Where the caller holds a permission.</summary>
    public Scope ScopeOf(string permission)
    {
        if (Actor.IsReadOnly && !RolePermissions.IsReading(permission)) return Scope.Nothing;
        var holding = Grants.Where(grant => grant.Role is { } role && RolePermissions.Holds(role, permission)).ToList();
        if (holding.Any(grant => grant.Role != Role.Department && grant.AreaGridIds is null)) return Scope.County;
        if (RolePermissions.IsCountyWide(permission)) return Scope.Nothing;
        return Scope.Of(
            holding.Where(grant => grant.Role != Role.Department).SelectMany(grant => grant.AreaGridIds!),
            holding.Where(grant => grant.Role == Role.Department).Select(grant => grant.UnitCode).OfType<string>());
    }

    /// <summary>Why something may not be stored as it would be then: outside the caller's areas or, for a department, not its unit's.</summary>
    public ProblemHttpResult OutsideArea() => Problems.OutsideYourArea(Scope.AreaGridIds is [] ? "unitCode" : "position");

    /// <summary>How endpoints get it.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    /// <summary>The caller of a request that passed <see cref="AccessGate"/>.</summary>
    public static Caller Of(HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("The request did not pass the gate.");
}
