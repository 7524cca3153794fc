using GridMap.Viewer.Access;
using GridMap.Viewer.Map;
using GridMap.Viewer.Text;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Shell;

/// <summary>A component that shows something of the session and follows it.</summary>
public abstract class SessionComponent : ComponentBase, IDisposable
{
    [Inject]
    internal Session Session { get; set; } = null!;

    private protected Texts Texts => Session.Texts;

    private protected CurrentUser User => Session.User;

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= OnSessionChanged;
        Session.DataChanged -= OnDataChangedAsync;
        OnDisposing();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Session.Changed += OnSessionChanged;
        Session.DataChanged += OnDataChangedAsync;
    }

    /// <summary>The component goes: whatever else it follows is left.</summary>
    protected virtual void OnDisposing()
    {
    }

    /// <summary>Rows of these layers changed on the server: what was loaded may be old.</summary>
    protected virtual Task OnDataChangedAsync(IReadOnlyList<string> layers) => Task.CompletedTask;

    private void OnSessionChanged() => _ = InvokeAsync(StateHasChanged);
}
