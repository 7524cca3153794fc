namespace GridMap.Viewer.Undo;

/// <summary>What was done, and how it is taken back: by the server, as a change of its own, so that history tells of both.</summary>
/// <param name="takeback">Takes it back.</param>
internal sealed class Done(Func<Task> takeback)
{
    public Func<Task> Takeback => takeback;
}

/// <summary>The steps of this screen that can be taken back, last first.</summary>
internal sealed class UndoStack
{
    private const int Most = 50;
    private readonly LinkedList<Done> _steps = [];

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>The step that is taken back next; null when there is none.</summary>
    public Done? Last => _steps.Last?.Value;

    public void Push(Done step)
    {
        _steps.AddLast(step);
        if (_steps.Count > Most) _steps.RemoveFirst();
    }

    /// <summary>Takes the last step back; false when there is none. A step that cannot be taken back is dropped all the same.</summary>
    public Task<bool> UndoAsync() => UndoAsync(Last);

    /// <summary>Takes one step back, wherever it stands; false when it was taken back before.</summary>
    public async Task<bool> UndoAsync(Done? step)
    {
        if (step is null || !_steps.Remove(step)) return false;
        await step.Takeback();
        return true;
    }
}
