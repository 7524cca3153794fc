using GridMap.Contracts.Imports;

namespace GridMap.Viewer.Imports;

/// <summary>What somebody has said of an uploaded file so far.</summary>
public sealed class UploadChoice
{
    public string? SourceLayer { get; set; }

    public string? Encoding { get; set; }

    public string? Crs { get; set; }

    /// <summary>Null while what is guessed or remembered stands.</summary>
    public IReadOnlyDictionary<string, MappedField>? Fields { get; set; }

    /// <summary>Whether somebody has seen that the texts are readable.</summary>
    public bool TextsAreRight { get; set; }

    /// <summary>Whether nothing is left that only somebody who looks can know.</summary>
    public bool IsConfirmed(UploadPreview seen) => seen.EncodingFound != "detected" || Encoding is not null || TextsAreRight;

    public ReadUpload Reading(string target) => new(target, SourceLayer, Encoding, Crs, Fields);

    public ImportUpload Order(string target, UploadPreview seen) =>
        new(target, seen.Fields, SourceLayer, Encoding, Crs ?? (seen.Crs.MustBeSaid ? seen.Crs.Chosen : null));
}
