namespace GridMap.Server.Import;

/// <summary>The form an import is sent in, for its description; <see cref="Upload"/> reads it as it arrives.</summary>
/// <param name="File">The file.</param>
/// <param name="Mapping">How its columns become fields; the layer's own names where it is missing.</param>
internal sealed record ImportForm(IFormFile File, IFormFile? Mapping = null);
