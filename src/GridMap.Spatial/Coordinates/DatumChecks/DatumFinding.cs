namespace GridMap.Spatial.Coordinates;

/// <summary>What comparing data with a reference says about the datum chosen for them.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="EastMetres">How far east of the reference the data lie, negative for west; null when they agree or it cannot be told.</param>
/// <param name="NorthMetres">How far north of it.</param>
/// <param name="ChooseInstead">The system to choose for the data instead; null when none would put it right.</param>
/// <param name="Sentence">The result and what to do, for people; one English sentence.</param>
public sealed record DatumFinding(
    DatumVerdict Verdict, double? EastMetres, double? NorthMetres, CoordinateSystem? ChooseInstead, string Sentence)
{
    /// <summary>How far off the data lie, metres; null when they agree or it cannot be told.</summary>
    public double? OffsetMetres => EastMetres is { } east && NorthMetres is { } north ? double.Hypot(east, north) : null;

    internal static DatumFinding CannotTell(string sentence) => new(DatumVerdict.CannotTell, null, null, null, sentence);

    internal static DatumFinding Agrees(string reference) => new(DatumVerdict.Agrees, null, null, null, $"The data lie where {reference} has them.");

    internal static DatumFinding Shifted(Suspicion suspicion, (double East, double North) offset, string reference) =>
        new(DatumVerdict.Shifted, offset.East, offset.North, suspicion.ChooseInstead, $"The data lie {Offset(offset)} of {reference}, {suspicion.Explanation}.");

    internal static DatumFinding Other((double East, double North) offset, string reference) =>
        new(DatumVerdict.OtherOffset, offset.East, offset.North, null,
            $"The data lie {Offset(offset)} of {reference}, all alike but not as GCJ-02 or BD-09 would put them; "
            + "about 100 m are the mark of Xi'an 1980 or Beijing 1954 taken for CGCS2000.");

    private static string Offset((double East, double North) offset)
    {
        string[] winds = ["east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"];
        var eighth = (int)Math.Round(Math.Atan2(offset.North, offset.East) / (Math.PI / 4));
        return $"{double.Hypot(offset.East, offset.North):0} m to the {winds[(eighth + 8) % 8]}";
    }
}
