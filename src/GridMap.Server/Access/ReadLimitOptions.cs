using System.ComponentModel.DataAnnotations;

namespace GridMap.Server.Access;

/// <summary>How much of what is expensive one account or key may ask for at a time; section <c>Limits</c>.</summary>
internal sealed class ReadLimitOptions
{
    /// <summary>Tables for spreadsheets written at a time: 1 to 100. Each holds a connection of the database.</summary>
    [Range(1, 100)]
    public int Exports { get; set; } = 2;

    /// <summary>Tiles drawn at a time: 1 to 1000. A map asks for some thirty at once, and the rest waits.</summary>
    [Range(1, 1000)]
    public int Tiles { get; set; } = 16;

    /// <summary>Searches at a time: 1 to 100.</summary>
    [Range(1, 100)]
    public int Searches { get; set; } = 4;

    /// <summary>Pages of lists at a time: 1 to 100.</summary>
    [Range(1, 100)]
    public int Lists { get; set; } = 8;

    /// <summary>How many more may wait for each that is answered: 0 to 100. What comes then is refused.</summary>
    [Range(0, 100)]
    public int WaitingPerPlace { get; set; } = 16;

    /// <summary>Seconds after which the database gives a statement up: 1 to 600. Imports, recounts and exports are not bound by it.</summary>
    [Range(1, 600)]
    public int StatementSeconds { get; set; } = 25;
}
