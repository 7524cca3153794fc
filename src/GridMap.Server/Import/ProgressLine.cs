using GridMap.Contracts.Imports;

namespace GridMap.Server.Import;

/// <summary>Says how far an import is: one line redrawn on a terminal, otherwise a new line every few seconds.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);
    private long _lastTold = clock.GetTimestamp();
    private bool _isDrawn;

    public void Tell(ImportProgress progress)
    {
        if (clock.GetElapsedTime(_lastTold) < (isTerminal ? OnTerminal : Elsewhere)) return;
        _lastTold = clock.GetTimestamp();
        var share = progress.BytesTotal is > 0 and var total ? $" {100 * progress.BytesRead / total} %" : "";
        var text = $"{progress.Stage}{share}, {progress.RowsRead:N0} rows";
        if (isTerminal) output.Write($"\r\u001b[K{text}");
        else output.WriteLine(text);
        _isDrawn = isTerminal;
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isDrawn) output.Write("\r\u001b[K");
        _isDrawn = false;
    }
}
