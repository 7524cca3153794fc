using GridMap.Server.Access;
using Microsoft.AspNetCore.Identity;

namespace GridMap.Server.Accounts;

/// <summary>Accounts and how their passwords are kept, for the server and for commands.</summary>
internal static class AccountServices
{
    /// <summary>About 150 ms on a small server; the figure OWASP gives for PBKDF2 with SHA-512.</summary>
    public const int Iterations = 210_000;

    /// <summary>Registers ASP.NET Core Identity's core on the database's accounts.</summary>
    public static void AddAccounts(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Iterations);
        // Registered first, so that Identity's own rules (a digit, a capital …) are not.
        services.AddScoped<IPasswordValidator<AccountRecord>, PasswordRule>();
        services.AddScoped<ILookupNormalizer, AccountNames>();
        // Any character a person's name has; endpoints refuse control characters.
        services.AddIdentityCore<AccountRecord>(identity => identity.User.AllowedUserNameCharacters = "").AddUserStore<AccountStore>();
        services.AddScoped<AccountChanges>();
        services.AddScoped<PasswordCheck>();
    }

    /// <summary>Registers signing in with them, for the server.</summary>
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddBrowserSessions();
        services.AddSingleton<SignInLimits>();
        services.AddScoped<AccountEdits>();
        services.AddScoped<Sessions>();
    }
}
