using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Mapping;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GridMap.Server.Import;

/// <summary>A file that was sent, kept on disk without a name until the import has ended.</summary>
internal sealed class Upload : IAsyncDisposable
{
    private const int BufferBytes = 1 << 17;
    private const int MostNameCharacters = 200;
    private FileStream? _content;

    public FileStream Content => _content ?? throw new FileRefusedException("The form has no part called 'file'.", 400, "bad-body");

    /// <summary>What the sender calls it; shown, never opened.</summary>
    public string FileName { get; private set; } = "upload";

    public FieldMapping? Mapping { get; private set; }

    /// <summary>Receives a form with a part <c>file</c> and, where columns are mapped, a part <c>mapping</c>.</summary>
    /// <exception cref="FileRefusedException">It is no such form, or larger than may be.</exception>
    public static async Task<Upload> ReceiveAsync(HttpRequest request, long limitBytes, CancellationToken ct)
    {
        var upload = new Upload();
        try
        {
            var reader = new MultipartReader(Boundary(request), request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section) await upload.TakeAsync(section, limitBytes, ct);
            _ = upload.Content;
            return upload;
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            await upload.DisposeAsync();
            throw new FileRefusedException("The form is broken or was cut off.", 400, "bad-body");
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _content?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task TakeAsync(MultipartSection section, long limitBytes, CancellationToken ct)
    {
        var disposition = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var parsed) ? parsed : null;
        switch (disposition?.Name.Value?.Trim('"'))
        {
            case "file" when _content is null:
                FileName = Sanitize(disposition.FileNameStar.Value ?? disposition.FileName.Value);
                _content = TempFile.Create();
                await CopyAsync(section.Body, _content, limitBytes, ct);
                break;
            case "mapping" when Mapping is null:
                using (var json = new MemoryStream())
                {
                    await CopyAsync(section.Body, json, MappingFile.MostBytes, ct);
                    Mapping = MappingFile.Parse(json.GetBuffer().AsSpan(0, (int)json.Length));
                }

                break;
            default:
                throw new FileRefusedException("The form may have one part 'file' and one part 'mapping', and no other.", 400, "bad-body");
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, long limitBytes, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            if (to.Length + read > limitBytes) throw FileRefusedException.TooLarge(limitBytes);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }

    /// <summary>The last part of a name as sent, without anything that does not belong in one line of text.</summary>
    public static string Sanitize(string? name)
    {
        var last = (name ?? "").Trim('"').Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        if (clean.Length > MostNameCharacters) clean = clean[^MostNameCharacters..];
        return clean is "" or "." or ".." ? "upload" : clean;
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 100 } boundary
            ? boundary
            : throw new FileRefusedException("Send the file as multipart/form-data, in a part called 'file'.", 415, "unsupported-media-type");
}
