using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>
/// Accounts in the database, for ASP.NET Core Identity. Each change is stored together with its audit entry, and holds at
/// once on this server.
/// </summary>
internal sealed class AccountStore(NpgsqlDataSource db, AccessStore access)
    : IUserPasswordStore<AccountRecord>, IUserSecurityStampStore<AccountRecord>
{
    public Task<AccountRecord?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? FindAsync(id, null, cancellationToken) : Task.FromResult<AccountRecord?>(null);

    public Task<AccountRecord?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync(null, normalizedUserName, cancellationToken);

    public Task<IdentityResult> CreateAsync(AccountRecord user, CancellationToken cancellationToken) => WriteAsync(user,
        connection => connection.Command(Sql.For("Accounts/add-account"), user.Id, user.Name, user.DisplayName, user.PasswordHash,
            user.SecurityStamp, user.IsAdministrator, user.IsDemo, user.MustChangePassword),
        new IdentityErrorDescriber().DuplicateUserName(user.Name), cancellationToken);

    public async Task<IdentityResult> UpdateAsync(AccountRecord user, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(user,
            connection => connection.Command(Sql.For("Accounts/edit-account"), user.Id, user.Revision, user.DisplayName, user.PasswordHash,
                user.SecurityStamp, user.IsAdministrator, user.MustChangePassword, user.IsDisabled),
            new IdentityErrorDescriber().ConcurrencyFailure(), cancellationToken);
        if (written.Succeeded) user.Revision++;
        return written;
    }

    /// <summary>Accounts are disabled, never deleted: the audit names them.</summary>
    public Task<IdentityResult> DeleteAsync(AccountRecord user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> GetUserIdAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(AccountRecord user, string? userName, CancellationToken cancellationToken) => SetNormalizedUserNameAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetNormalizedUserNameAsync(AccountRecord user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.Name = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(AccountRecord user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(AccountRecord user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(AccountRecord user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    private Task<AccountRecord?> FindAsync(Guid? id, string? name, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Accounts/find-account"), [id, name], AccountRecord.Read, ct);

    private async Task<IdentityResult> WriteAsync(
        AccountRecord account, Func<NpgsqlConnection, NpgsqlCommand> change, IdentityError otherwise, CancellationToken ct)
    {
        var (actor, record) = account.Because ?? throw new InvalidOperationException("No account is written without an audit entry.");
        var isWritten = await db.WriteAsync(actor, null, async connection =>
        {
            await using var command = change(connection);
            var isDone = await command.ExecuteNonQueryAsync(ct) > 0;
            return (isDone, isDone ? record : null);
        }, ct);
        if (!isWritten) return IdentityResult.Failed(otherwise);
        account.Because = null;
        access.Forget();
        return IdentityResult.Success;
    }
}
