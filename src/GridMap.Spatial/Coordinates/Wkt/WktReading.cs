namespace GridMap.Spatial.Coordinates;

/// <summary>What a file's own description of its coordinate system says.</summary>
/// <param name="System">The system; null when GridMap cannot read it, and a person must be asked.</param>
/// <param name="Sentence">Which it is and by what it was recognised, or why it cannot be read; one English sentence.</param>
public sealed record WktReading(CoordinateSystem? System, string Sentence);
