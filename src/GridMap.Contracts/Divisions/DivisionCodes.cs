namespace GridMap.Contracts.Divisions;

/// <summary>An entry of the county's list of division codes (统计用区划代码).</summary>
/// <param name="Code">Twelve digits; a town's end in 000.</param>
/// <param name="Name">What it is called there.</param>
public sealed record DivisionCode(string Code, string Name);

/// <summary>What came of a file with division codes, which took the place of the list before.</summary>
/// <param name="Codes">How many the list holds now.</param>
/// <param name="LeftOut">Rows of other counties, which were left out.</param>
public sealed record DivisionCodesTaken(int Codes, int LeftOut);
