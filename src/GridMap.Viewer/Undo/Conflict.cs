namespace GridMap.Viewer.Undo;

/// <summary>Two people changed the same record: what each holds, and what may be done about it.</summary>
/// <param name="Rows">Fields that differ.</param>
/// <param name="KeepMine">Stores this screen's version over the other's, which has now been seen.</param>
/// <param name="TakeTheirs">Shows the other's version.</param>
internal sealed record Conflict(IReadOnlyList<ConflictRow> Rows, Func<Task> KeepMine, Func<Task> TakeTheirs);

/// <summary>A field that differs.</summary>
internal sealed record ConflictRow(string Field, string Mine, string Theirs)
{
    /// <summary>The fields that differ between two lists of the same fields.</summary>
    public static IReadOnlyList<ConflictRow> Between(
        IEnumerable<(string Field, string Value)> mine, IEnumerable<(string Field, string Value)> theirs) =>
        [.. mine.Zip(theirs, (here, there) => new ConflictRow(here.Field, here.Value, there.Value)).Where(row => row.Mine != row.Theirs)];
}

/// <summary>The conflict that waits for a decision, if any.</summary>
internal sealed class Conflicts
{
    public event Action? Changed;

    public Conflict? Current { get; private set; }

    public void Show(Conflict? conflict)
    {
        Current = conflict;
        Changed?.Invoke();
    }
}
