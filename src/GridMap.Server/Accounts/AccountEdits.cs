using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Changes who somebody is, one change at a time, so that the last administrator stays.</summary>
internal sealed class AccountEdits(AccountChanges accounts, AccessStore access, NpgsqlDataSource db, Transport transport)
{
    private const string WaitForOthers = "SELECT pg_advisory_xact_lock(hashtextextended('gridmap administrators', 0))";

    /// <summary>Changes an account that is still as the caller saw it.</summary>
    /// <returns>What keeps it from being changed; null where it is as wanted.</returns>
    public async Task<ProblemHttpResult?> EditAsync(Guid id, long revision, EditAccount edit, Actor actor, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var wait = connection.Command(WaitForOthers);
        await wait.ExecuteNonQueryAsync(ct);
        if (await accounts.FindAsync(id) is not { } account) return AccountsEndpoints.NotFound(id);
        if (account.Revision != revision) return await ChangedMeanwhileAsync(id, ct);
        var (displayName, isAdministrator, isDisabled) = (
            edit.DisplayName.Or(account.DisplayName)!, edit.IsAdministrator.Or(account.IsAdministrator)!.Value, edit.IsDisabled.Or(account.IsDisabled)!.Value);
        if ((displayName, isAdministrator, isDisabled) == (account.DisplayName, account.IsAdministrator, account.IsDisabled)) return null;
        if (await ProblemAsync(connection, account, isAdministrator, isDisabled, ct) is { } problem) return problem;
        // Whoever comes back makes keys anew.
        var keys = isDisabled == account.IsDisabled ? 0 : await RevokeKeysAsync(connection, id, ct);
        if (!(await accounts.EditAsync(account, displayName, isAdministrator, isDisabled, actor)).Succeeded) return await ChangedMeanwhileAsync(id, ct);
        if (keys > 0) await connection.AppendAsync(actor, null, new("keys.revoked", "account", id.ToString(), Detail: new { account.Name, Keys = keys }), ct);
        await transaction.CommitAsync(ct);
        access.Forget();
        return null;
    }

    private async Task<ProblemHttpResult?> ProblemAsync(
        NpgsqlConnection connection, AccountRecord account, bool isAdministrator, bool isDisabled, CancellationToken ct)
    {
        if (account.IsDemo && isAdministrator) return Problems.Invalid("isAdministrator", "an account of the demonstration administers nothing.");
        if (account is { IsDemo: true, IsDisabled: true } && !isDisabled && transport.IsReachable)
            return Problems.Conflict("While others can reach this server, no account of the demonstration may sign in.");
        var leaves = account is { IsAdministrator: true, IsDisabled: false } && (!isAdministrator || isDisabled);
        return leaves && !await HasOtherAdministratorAsync(connection, account.Id, ct)
            ? Problems.Conflict("This is the last account that may do everything; make somebody else an administrator first.")
            : null;
    }

    private static async Task<bool> HasOtherAdministratorAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Accounts/has-other-administrator"), id);
        return await find.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<int> RevokeKeysAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var revoke = connection.Command("UPDATE api_key SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL", id);
        return await revoke.ExecuteNonQueryAsync(ct);
    }

    private async Task<ProblemHttpResult> ChangedMeanwhileAsync(Guid id, CancellationToken ct) =>
        await AccountsEndpoints.FindAsync(db, id, ct) is { } now ? Problems.ChangedMeanwhile(now, now.Revision) : AccountsEndpoints.NotFound(id);
}
