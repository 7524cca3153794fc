using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Uploads;

/// <summary>In which coordinate system a file's positions are: what it names, what somebody says, or what has to be asked.</summary>
internal static class CrsQuestion
{
    /// <summary>Answers it, or makes the question.</summary>
    /// <param name="said">What somebody says; null for nothing.</param>
    /// <param name="sample">The file's first rows.</param>
    /// <param name="fields">Which columns hold longitude and latitude.</param>
    /// <param name="county">Where the county's grids lie; null where it has none.</param>
    /// <returns>The answer, and the system to read positions in; null while it has to be asked.</returns>
    /// <exception cref="FileRefusedException">What somebody says cannot be used.</exception>
    public static (PreviewCrs Answer, CoordinateSystem? System) Ask(
        string? said, SourceSample sample, IReadOnlyDictionary<string, MappedField> fields, Envelope? county)
    {
        var positions = Positions(sample, fields);
        string? problem = null;
        CoordinateSystem? named = null, chosen = null;
        if (sample.Crs is { } own && !CoordinateSystems.TryGet(own, out named, out problem)) named = null;
        if (said is not null && !CoordinateSystems.TryGet(said, out chosen, out var refusal)) throw new FileRefusedException(refusal);
        // A file of features in degrees need not say so; numbers that are no degrees are not taken for them.
        var goesWithoutSaying = sample is { HasShapes: true, MustAskCrs: false, Crs: null } && positions.TrueForAll(IsDegrees);
        chosen ??= named ?? (positions.Count == 0 || goesWithoutSaying ? CoordinateSystems.Wgs84 : null);
        var mustBeSaid = named is null && !goesWithoutSaying && positions.Count > 0;
        var proposals = mustBeSaid ? CoordinateProposals.For(Likely(positions), county).Select(Proposal).ToList() : [];
        return (new(sample.Crs is null ? null : named?.Name ?? FileCrs.Shown(sample.Crs), chosen?.Id, chosen?.Name, mustBeSaid,
            positions.Count == 0 ? null : chosen?.DatumCaveat, problem, proposals,
            said is not null && named is not null && named.Id != chosen?.Id), chosen);
    }

    // The corners of shapes' boxes, or the numbers of the columns.
    private static List<Coordinate> Positions(SourceSample sample, IReadOnlyDictionary<string, MappedField> fields)
    {
        var shapes = sample.Rows.Select(row => row.Shape).Where(shape => shape is { IsEmpty: false }).Select(shape => shape!.EnvelopeInternal);
        var corners = shapes.SelectMany(box => new[] { new Coordinate(box.MinX, box.MinY), new Coordinate(box.MaxX, box.MaxY) }).ToList();
        if (corners.Count > 0 || !fields.TryGetValue("longitude", out var x) || !fields.TryGetValue("latitude", out var y)) return corners;
        var (atX, atY) = (sample.IndexOf(x.Column), sample.IndexOf(y.Column));
        if (atX < 0 || atY < 0) return corners;
        return [.. sample.Rows.Select(row => new Coordinate(Number(row, atX), Number(row, atY))).Where(at => double.IsFinite(at.X) && double.IsFinite(at.Y))];
    }

    // A slip of the pen in one row of a list of degrees does not make it a list of metres.
    private static List<Coordinate> Likely(List<Coordinate> positions)
    {
        var degrees = positions.FindAll(IsDegrees);
        return 2 * degrees.Count >= positions.Count ? degrees : positions;
    }

    private static double Number(SourceRow row, int at) => double.TryParse(
        row.Values.ElementAtOrDefault(at), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number : double.NaN;

    private static bool IsDegrees(Coordinate at) => Math.Abs(at.X) <= 180 && Math.Abs(at.Y) <= 90;

    private static CrsProposal Proposal(CoordinateProposal found) => new(
        found.System.Id, found.System.Name, found.Reason, found.SwappedAxes, found.MetresOffCounty,
        [found.Bounds.MinX, found.Bounds.MinY, found.Bounds.MaxX, found.Bounds.MaxY], found.System.DatumCaveat);
}
