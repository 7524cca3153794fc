using Microsoft.AspNetCore.Identity;

namespace GridMap.Server.Accounts;

/// <summary>What a password has to be: long, hard to guess, and not made of the account's name.</summary>
internal sealed class PasswordRule : IPasswordValidator<AccountRecord>
{
    public const int Least = 12;
    public const int Most = 128;

    // Of zxcvbn's 0..4: not guessed with a hundred million tries.
    private const int LeastScore = 3;

    // Everybody here thinks of these first; its own lists are of English words.
    private static readonly string[] OwnWords = ["gridmap", "chuangwei", "wangge", "mima", "guanli", "shequ", "xiangzhen"];

    /// <summary>Code of the error that <see cref="IdentityResult"/> carries; its description says why.</summary>
    public const string Code = "weak-password";

    public Task<IdentityResult> ValidateAsync(UserManager<AccountRecord> manager, AccountRecord user, string? password) =>
        Task.FromResult(Weakness(password ?? "", user) is { } reason
            ? IdentityResult.Failed(new IdentityError { Code = Code, Description = reason })
            : IdentityResult.Success);

    private static string? Weakness(string password, AccountRecord account)
    {
        if (password.Length < Least) return $"It has {password.Length} characters; at least {Least} are needed.";
        if (password.Length > Most) return $"It has {password.Length} characters; {Most} fit.";
        if (password.Contains(account.Name, StringComparison.OrdinalIgnoreCase)) return "It holds the account's name.";
        return Zxcvbn.Zxcvbn.MatchPassword(password, [.. OwnWords, account.Name, account.DisplayName]).Score < LeastScore
            ? "It is easily guessed: a common or leaked password, or made of common words, names, dates or rows of keys."
            : null;
    }
}
