using GridMap.Contracts.Units;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Units;

/// <summary>Additions, changes and deletions of units, as HTTP asks for them.</summary>
internal static class UnitWrites
{
    /// <summary>Adds a unit; with If-Match, changes one that is still as the caller saw it.</summary>
    public static Task<IResult> Set(
        string county, string code, SetUnit unit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct) =>
        ifMatch is null
            ? WriteAsync(db, caller, county, connection => AddAsync(connection, county, code, UnitContent.Of(unit), response, ct), ct)
            : ChangeAsync(county, code, ifMatch, _ => UnitContent.Of(unit), caller, db, response, ct);

    /// <summary>Changes a unit that is still as the caller saw it.</summary>
    public static Task<IResult> Edit(
        string county, string code, EditUnit edit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct) =>
        ChangeAsync(county, code, ifMatch, stored => stored.With(edit), caller, db, response, ct);

    /// <summary>Deletes a unit that nothing names and that is still as the caller saw it.</summary>
    public static async Task<IResult> Delete(
        string county, string code, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        return await WriteAsync(db, caller, county, connection => DeleteAsync(connection, county, code, revision, ct), ct);
    }

    private static async Task<IResult> ChangeAsync(
        string county, string code, string? ifMatch, Func<UnitContent, UnitContent> change, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        return await WriteAsync(db, caller, county, async connection =>
        {
            if (await UnitStore.FindAsync(connection, county, code, ct) is not { } found) return (Problems.NotFound("unit", code), null);
            if (found.Revision != revision) return (Problems.ChangedMeanwhile(found, found.Revision), null);
            var wanted = change(UnitContent.Of(found));
            if (wanted == UnitContent.Of(found)) return (UnitsEndpoints.Answer(response, found), null);
            return await ProblemAsync(connection, county, code, wanted, found, ct) is { } problem
                ? (problem, null)
                : await StoreAsync(connection, "Units/edit-unit", county, code, wanted, response, ct, revision);
        }, ct);
    }

    private static async Task<(IResult, AuditRecord?)> AddAsync(
        NpgsqlConnection connection, string county, string code, UnitContent wanted, HttpResponse response, CancellationToken ct)
    {
        if (await UnitStore.FindAsync(connection, county, code, ct) is { } found)
            return UnitContent.Of(found) == wanted
                ? (UnitsEndpoints.Answer(response, found), null)
                : (Problems.Conflict($"The code is taken: it is {found.Name}'s. To change that one, send its ETag as If-Match."), null);
        return await ProblemAsync(connection, county, code, wanted, null, ct) is { } problem
            ? (problem, null)
            : await StoreAsync(connection, "Units/add-unit", county, code, wanted, response, ct);
    }

    private static async Task<(IResult, AuditRecord?)> StoreAsync(
        NpgsqlConnection connection, string sql, string county, string code, UnitContent wanted, HttpResponse response, CancellationToken ct,
        params object[] revision)
    {
        var changeId = Guid.CreateVersion7();
        await using var store = connection.Command(Sql.For(sql), [county, code, wanted.Name, wanted.Kind, wanted.ParentCode, wanted.Phone, changeId, .. revision]);
        var isStored = await store.ListAsync(_ => true, ct) is not [];
        // An import of units does not wait for us.
        if (!isStored) return (Problems.Busy(), null);
        var now = (await UnitStore.FindAsync(connection, county, code, ct))!;
        return (UnitsEndpoints.Answer(response, now, isNew: revision is []), AuditRecord.OfChange(changeId));
    }

    private static async Task<(IResult, AuditRecord?)> DeleteAsync(
        NpgsqlConnection connection, string county, string code, long revision, CancellationToken ct)
    {
        if (await UnitStore.FindAsync(connection, county, code, ct) is not { } found) return (Problems.NotFound("unit", code), null);
        if (found.Revision != revision) return (Problems.ChangedMeanwhile(found, found.Revision), null);
        if (await UnitStore.ListReferencesAsync(connection, county, code, ct) is not [] and var references) return (InUse(references), null);
        var changeId = Guid.CreateVersion7();
        await using var delete = connection.Command(Sql.For("Units/delete-unit"), county, code, changeId, revision);
        return await delete.ListAsync(_ => true, ct) is [] ? (Problems.Busy(), null) : (TypedResults.NoContent(), AuditRecord.OfChange(changeId));
    }

    private static async Task<ProblemHttpResult?> ProblemAsync(
        NpgsqlConnection connection, string county, string code, UnitContent wanted, UnitDetail? stored, CancellationToken ct)
    {
        if (wanted.Problem(code, stored) is { } wrong) return wrong;
        if (wanted.ParentCode is { } above && above != stored?.ParentCode)
        {
            var parent = await UnitStore.FindAsync(connection, county, above, ct);
            if (parent is null) return Problems.Invalid("parentCode", "there is no such unit in this county.");
            if (parent.Kind == UnitKind.Person) return Problems.Invalid("parentCode", "nothing stands beneath a person.");
            if (await UnitStore.StandsAboveAsync(connection, county, code, above, ct))
                return Problems.Invalid("parentCode", "it would stand above itself.");
        }

        // Whoever names a unit means a unit, and whoever names a person a person.
        var changesItsNature = stored is not null && (stored.Kind == UnitKind.Person) != (wanted.Kind == UnitKind.Person);
        return changesItsNature && await UnitStore.ListReferencesAsync(connection, county, code, ct) is not [] and var references
            ? InUse(references)
            : null;
    }

    private static ProblemHttpResult InUse(List<UnitReference> references) =>
        Problems.UnitInUse(string.Join(", ", references.Select(one => $"{one.As}: {one.Number:N0}")), references);

    // One at a time in a county, so that no two make each other's parent or take away what the other names.
    private static async Task<IResult> WriteAsync(
        NpgsqlDataSource db, Caller caller, string county, Func<NpgsqlConnection, Task<(IResult, AuditRecord?)>> write, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync(caller, async connection => await connection.LockRegisterAsync(county, ct)
                ? await write(connection)
                : (Problems.CountyNotFound(county), null), ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // Named since we looked, by an import or a report.
            return Problems.Busy();
        }
    }
}
