namespace GridMap.Viewer.Undo;

/// <summary>A short notice at the foot of the screen.</summary>
/// <param name="Text">What happened.</param>
/// <param name="Step">What can be taken back, where something can.</param>
/// <param name="IsError">Whether it did not work.</param>
internal sealed record Toast(string Text, Done? Step = null, bool IsError = false);

/// <summary>The notices on the screen; each goes by itself.</summary>
internal sealed class Toasts(TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(9);
    private readonly List<Toast> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    public void Show(Toast toast)
    {
        _shown.Add(toast);
        if (_shown.Count > 3) _shown.RemoveAt(0);
        Changed?.Invoke();
        _ = HideLaterAsync(toast);
    }

    public void Hide(Toast toast)
    {
        if (_shown.Remove(toast)) Changed?.Invoke();
    }

    private async Task HideLaterAsync(Toast toast)
    {
        await Task.Delay(Lasts, clock);
        Hide(toast);
    }
}
