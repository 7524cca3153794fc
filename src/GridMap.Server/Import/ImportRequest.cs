using GridMap.Contracts.Imports;
using GridMap.Server.Audit;
using GridMap.Server.Import.Layers;

namespace GridMap.Server.Import;

/// <summary>One file to import into one county.</summary>
/// <param name="Layer">What it holds.</param>
/// <param name="CountyCode">Six digits.</param>
/// <param name="Content">The file; seekable, and left open.</param>
/// <param name="FileName">What it is called; shown, never opened.</param>
internal sealed record ImportRequest(Layer Layer, string CountyCode, Stream Content, string FileName)
{
    /// <summary>On whose behalf, as the audit tells it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Names the import; sending the same file again under the same id answers with the first report.</summary>
    public Guid BatchId { get; init; } = Guid.CreateVersion7();

    public FieldMapping? Mapping { get; init; }

    /// <summary>Coordinate system of the coordinates, as somebody says; the mapping's where nothing else is said.</summary>
    public string? Crs { get => field ?? Mapping?.Crs; init; }

    /// <summary>Encoding of the texts, as somebody says; the mapping's where nothing else is said.</summary>
    public string? Encoding { get => field ?? Mapping?.Encoding; init; }

    /// <summary>Which layer, sheet or file of several to read; the mapping's where nothing else is said.</summary>
    public string? SourceLayer { get => field ?? Mapping?.SourceLayer; init; }

    /// <summary>Creates the county under this name where it is new.</summary>
    public string? CountyName { get; init; }

    /// <summary>Whether a county created now is the fictional one.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Goes through all of it and stores nothing.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Stores the other rows where some are refused.</summary>
    public bool SkipsRefused { get; init; }

    /// <summary>
    /// The written reason to store invalid rings of grids repaired and, where <see cref="MayPublishDefects"/>, to bring a
    /// division with gaps and overlaps into force; null for neither.
    /// </summary>
    public string? DefectsAcceptedBecause { get; init; }

    /// <summary>Whether the reason may bring a division with defects into force: an administrator gave it.</summary>
    public bool MayPublishDefects { get; init; }

    /// <summary>Of grids: whether the division stays a draft, whatever the check says.</summary>
    public bool StaysDraft { get; init; }
}
