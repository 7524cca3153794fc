namespace GridMap.Viewer.Undo;

/// <summary>A short notice at the foot of the screen. A class: two that say the same are two.</summary>
/// <param name="text">What happened.</param>
/// <param name="step">What can be taken back, where something can.</param>
/// <param name="isError">Whether it did not work.</param>
internal sealed class Toast(string text, Done? step = null, bool isError = false)
{
    public string Text => text;

    public Done? Step => step;

    public bool IsError => isError;
}

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

    /// <summary>Hides the notice that offered to take this step back.</summary>
    public void HideOf(Done? step)
    {
        if (step is not null && _shown.RemoveAll(toast => toast.Step == step) > 0) Changed?.Invoke();
    }

    private async Task HideLaterAsync(Toast toast)
    {
        await Task.Delay(Lasts, clock);
        Hide(toast);
    }
}
