namespace GridMap.Server.Import.Uploads;

/// <summary>The form a file is sent in, for its description; <see cref="Upload"/> reads it as it arrives.</summary>
/// <param name="File">The file.</param>
internal sealed record UploadForm(IFormFile File);
