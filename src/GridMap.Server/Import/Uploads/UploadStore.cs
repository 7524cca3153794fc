using System.Collections.Concurrent;
using GridMap.Contracts.Imports;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Import.Files;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>
/// Files that are looked at before they are imported: an hour in the database, for any server, and a copy on the disk of the
/// server that shows it.
/// </summary>
internal sealed class UploadStore(NpgsqlDataSource db, ImportOptions options, TimeProvider clock) : IDisposable
{
    private const int PartBytes = 1 << 20;
    private readonly ConcurrentDictionary<(string County, Guid Id), KeptUpload> _kept = new();

    /// <summary>How long a file is kept.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>Who sent a file: nobody else sees it.</summary>
    public static Guid OwnerOf(Actor actor) => actor.AccountId ?? actor.KeyId ?? Guid.Empty;

    /// <summary>Keeps a file, and says what it is.</summary>
    /// <exception cref="FileRefusedException">It is nothing that can be imported.</exception>
    public async Task<UploadedFile> KeepAsync(Caller caller, string county, Upload upload, CancellationToken ct)
    {
        DropExpired();
        using var file = ImportFile.Probe(upload.Content, upload.FileName, statedEncoding: null, options.MaxFileBytes);
        var id = Guid.CreateVersion7();
        var createdAt = await PutAsync(caller, county, (id, OwnerOf(caller.Actor)), upload.FileName, upload.Content, ct);
        return new(id, upload.FileName, upload.Content.Length, Named(file.Format), file.Layers, file.Layer,
            TextEncodings.NameOf(file.Encoding), Named(file.EncodingSource), createdAt + Lifetime);
    }

    /// <summary>Keeps a file unseen; when.</summary>
    /// <param name="caller">Who sends it.</param>
    /// <param name="county">To which county.</param>
    /// <param name="name">Its id, and whose it is: of one owner's files the newest three stay.</param>
    /// <param name="fileName">What its sender calls it.</param>
    /// <param name="content">The file.</param>
    /// <param name="ct">Cancelling keeps nothing.</param>
    public Task<DateTimeOffset> PutAsync(
        Caller caller, string county, (Guid Id, Guid Owner) name, string fileName, Stream content, CancellationToken ct) =>
        db.WriteAsync(caller, async connection =>
        {
            await connection.ExecuteAsync(Sql.For("Import/Uploads/forget-uploads"), [county, name.Owner], ct);
            var at = await connection.ListAsync(
                Sql.For("Import/Uploads/add-upload"), [county, name.Id, name.Owner, fileName, content.Length],
                row => row.GetFieldValue<DateTimeOffset>(0), ct);
            await AddPartsAsync(connection, county, name.Id, content, ct);
            return (at[0], (AuditRecord?)null);
        }, ct);

    /// <summary>The copy that is looked at; null where there is none of that name, of that sender.</summary>
    public async Task<KeptUpload?> FindAsync(string county, Guid id, Actor actor, CancellationToken ct)
    {
        DropExpired();
        if (await NameAsync(county, id, OwnerOf(actor), ct) is not { } found) return null;
        if (_kept.TryGetValue((county, id), out var kept)) return kept;
        var fresh = new KeptUpload(await CopyAsync(county, id, ct), found.Name, found.CreatedAt + Lifetime, options.MaxFileBytes);
        var winner = _kept.GetOrAdd((county, id), fresh);
        if (winner != fresh) fresh.Dispose();
        return winner;
    }

    /// <summary>What a file is called; null where there is none of that name, of that sender.</summary>
    public async Task<(string Name, DateTimeOffset CreatedAt)?> NameAsync(string county, Guid id, Guid owner, CancellationToken ct)
    {
        var found = await db.ListAsync(Sql.For("Import/Uploads/find-upload"), [county, id, owner],
            row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), ct);
        return found is [var only] ? only : null;
    }

    /// <summary>The file itself, a copy of the caller's own.</summary>
    public async Task<FileStream> CopyAsync(string county, Guid id, CancellationToken ct)
    {
        var copy = TempFile.Create();
        try
        {
            await using var connection = await db.OpenConnectionAsync(ct);
            await using var command = connection.Command(Sql.For("Import/Uploads/list-parts"), county, id);
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
            while (await reader.ReadAsync(ct))
            {
                await using var part = await reader.GetStreamAsync(0, ct);
                await part.CopyToAsync(copy, ct);
            }

            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets a file that was imported.</summary>
    public async Task ForgetAsync(NpgsqlConnection connection, string county, Guid id, CancellationToken ct)
    {
        await connection.ExecuteAsync("DELETE FROM upload WHERE county_code = $1 AND upload_id = $2", [county, id], ct);
        if (_kept.TryRemove((county, id), out var kept)) kept.Dispose();
    }

    public static string Named(FileFormat format) => format.ToString().ToLowerInvariant();

    public static string Named(EncodingSource source) => source.ToString().ToLowerInvariant();

    public void Dispose()
    {
        foreach (var kept in _kept.Values) kept.Dispose();
    }

    private void DropExpired()
    {
        foreach (var (key, kept) in _kept)
            if (kept.ExpiresAt < clock.GetUtcNow() && _kept.TryRemove(key, out _)) kept.Dispose();
    }

    private static async Task AddPartsAsync(NpgsqlConnection connection, string county, Guid id, Stream content, CancellationToken ct)
    {
        var buffer = new byte[PartBytes];
        content.Position = 0;
        for (var part = 1; await content.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, ct) is > 0 and var read; part++)
            await connection.ExecuteAsync(
                "INSERT INTO upload_part (county_code, upload_id, part, content) VALUES ($1, $2, $3, $4)",
                [county, id, part, buffer.AsMemory(0, read)], ct);
    }
}
