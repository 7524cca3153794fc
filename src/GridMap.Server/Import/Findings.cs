using GridMap.Contracts.Imports;

namespace GridMap.Server.Import;

/// <summary>Refused and repaired rows of one import: all are counted, the first thousand are kept.</summary>
internal sealed class Findings
{
    private const int MostKept = 1000;

    // Lines are remembered so that a row with two faults counts once; a file that is wrong throughout must not fill the memory.
    private const int MostRefused = 1_000_000;
    private readonly List<ImportFinding> _kept = [];
    private readonly HashSet<int> _refusedLines = [];

    /// <summary>What the lines count; see <see cref="Files.RowSource.Place"/>.</summary>
    public string Place { get; set; } = "line";

    /// <summary>Rows refused.</summary>
    public int Refused => _refusedLines.Count;

    /// <summary>Rows to be stored repaired.</summary>
    public int Repaired { get; private set; }

    /// <summary>The findings kept, by line.</summary>
    public IReadOnlyList<ImportFinding> Kept => [.. _kept.OrderBy(finding => finding.Line)];

    /// <exception cref="FileRefusedException">More than a million rows are refused: reading on would tell nobody anything.</exception>
    public void Refuse(int line, string? column, string? row, string reason)
    {
        if (_refusedLines.Add(line) && _refusedLines.Count > MostRefused)
            throw new FileRefusedException(
                $"Given up at {Place} {line}, after a million refused rows; the first: {Place} {_kept[0].Line}: {_kept[0].Reason}");
        Keep(new(line, column, row, reason));
    }

    public void Repair(int line, string? column, string? row, string reason)
    {
        Repaired++;
        Keep(new(line, column, row, reason, WasRepaired: true));
    }

    private void Keep(ImportFinding finding)
    {
        if (_kept.Count < MostKept) _kept.Add(finding);
    }
}
