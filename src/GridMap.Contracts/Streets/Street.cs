namespace GridMap.Contracts.Streets;

/// <summary>A named line drawn beneath everything.</summary>
/// <param name="StreetId">The feature's number in tiles; unique in the county.</param>
/// <param name="ExternalId">Its id in the list it was imported from.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Class">main, secondary, lane or river.</param>
public sealed record Street(int StreetId, string ExternalId, string Name, string Class);
