using GridMap.Contracts.Geo;

namespace GridMap.Contracts.Imports;

/// <summary>What an uploaded file would be read as; nothing of it is stored.</summary>
/// <param name="Format">See <see cref="UploadedFile"/>.</param>
/// <param name="Layers">The layers, sheets or files in it; empty where it is a single one.</param>
/// <param name="SourceLayer">The one that was read; null while it has to be chosen, and then the rest is empty.</param>
/// <param name="Encoding">In which its texts were read.</param>
/// <param name="EncodingFound">format, stated or detected.</param>
/// <param name="Place">What the rows' lines count: line, record, row or feature.</param>
/// <param name="RowsSeen">How many of its first rows were looked at.</param>
/// <param name="SawAll">Whether these are all.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">The first twenty as they stand in the file.</param>
/// <param name="Fields">For each field of the target the column it would come from.</param>
/// <param name="FieldsFrom">asked, remembered (from an earlier import of a file with these columns) or guessed (by the columns' names).</param>
/// <param name="Targets">The target's fields.</param>
/// <param name="Readings">The same rows as they will read.</param>
/// <param name="RowsAtFault">Of <paramref name="RowsSeen"/>, how many would be refused for what stands in them.</param>
/// <param name="Crs">In which coordinate system its positions are.</param>
/// <param name="Shapes">The first five hundred shapes, EPSG:4326; none while the coordinate system has to be asked.</param>
/// <param name="Outlines">The county's own grids, to see them beside.</param>
/// <param name="Datum">What comparing the two says; null where there is nothing to compare.</param>
/// <param name="Refusal">Why it could not be imported so, in one sentence; null where it could.</param>
public sealed record UploadPreview(
    string Format, IReadOnlyList<string> Layers, string? SourceLayer, string Encoding, string EncodingFound, string Place,
    int RowsSeen, bool SawAll, IReadOnlyList<string> Columns, IReadOnlyList<PreviewRow> Rows,
    IReadOnlyDictionary<string, MappedField> Fields, string FieldsFrom, IReadOnlyList<TargetField> Targets,
    IReadOnlyList<PreviewReading> Readings, int RowsAtFault, PreviewCrs Crs, FeatureCollection<PreviewShape> Shapes,
    FeatureCollection<PreviewShape> Outlines, DatumHint? Datum, string? Refusal);

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">Where.</param>
/// <param name="Texts">By column; null where blank.</param>
public sealed record PreviewRow(int Line, IReadOnlyList<string?> Texts);

/// <summary>A field of the target.</summary>
/// <param name="Name">As mappings call it.</param>
/// <param name="IsRequired">Whether every row needs it.</param>
/// <param name="IsCoordinate">Longitude or latitude, which a file with shapes has in them.</param>
/// <param name="Words">What may stand in it; null for any text.</param>
/// <param name="Met">The words that stand in its column, the first hundred; null where any text may.</param>
public sealed record TargetField(
    string Name, bool IsRequired, bool IsCoordinate, IReadOnlyList<string>? Words = null, IReadOnlyList<string>? Met = null);

/// <summary>A row as it will read.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Texts">By field, times in the county's zone; what the file leaves out as it will be filled in.</param>
/// <param name="Faults">Why it would be refused.</param>
/// <param name="IsLeftOut">Whether the words say to leave it out.</param>
public sealed record PreviewReading(
    int Line, IReadOnlyDictionary<string, string?> Texts, IReadOnlyList<PreviewFault> Faults, bool IsLeftOut = false);

/// <summary>What is wrong with a row.</summary>
/// <param name="Field">The field; geometry for its shape; null where it is the row as a whole.</param>
/// <param name="Reason">One sentence.</param>
public sealed record PreviewFault(string? Field, string Reason);

/// <summary>A shape before it is stored.</summary>
/// <param name="Line">Where it stands in the file; 0 for an outline of the county.</param>
/// <param name="Name">Its code or name, to tell it by.</param>
public sealed record PreviewShape(int Line, string? Name);

/// <summary>In which coordinate system a file's positions are.</summary>
/// <param name="Named">What the file names, as people know it; null where it names none.</param>
/// <param name="Chosen">The one it was read in; null while it has to be asked.</param>
/// <param name="ChosenName">What that is called.</param>
/// <param name="MustBeSaid">Whether the file says nothing, so that somebody has to.</param>
/// <param name="Caveat">What has to be known of the one it was read in, in one sentence.</param>
/// <param name="Problem">Why what the file names cannot be used, in one sentence.</param>
/// <param name="Proposals">What it may be, the likeliest first.</param>
/// <param name="IsOverridden">Whether the file names another one that is known, and what somebody chose is believed instead.</param>
public sealed record PreviewCrs(
    string? Named, string? Chosen, string? ChosenName, bool MustBeSaid, string? Caveat, string? Problem, IReadOnlyList<CrsProposal> Proposals,
    bool IsOverridden = false);

/// <summary>A coordinate system that a file may be in.</summary>
/// <param name="Crs">Its name, as it is to be sent back.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="SwapsAxes">Whether the file then has north before east.</param>
/// <param name="MetresOffCounty">How far from the county's grids the data would lie; null where it has none.</param>
/// <param name="Box">Where they would lie: west, south, east, north.</param>
/// <param name="Caveat">What has to be known of it, in one sentence.</param>
public sealed record CrsProposal(
    string Crs, string Name, string Reason, bool SwapsAxes, double? MetresOffCounty, IReadOnlyList<double> Box, string? Caveat);

/// <summary>What comparing a file's shapes with the county's grids says.</summary>
/// <param name="Verdict">agrees, shifted, other-offset or cannot-tell.</param>
/// <param name="OffsetMetres">How far off they lie.</param>
/// <param name="ChooseInstead">The coordinate system that would put it right.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record DatumHint(string Verdict, double? OffsetMetres, string? ChooseInstead, string Sentence);
