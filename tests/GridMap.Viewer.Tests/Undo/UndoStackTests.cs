using GridMap.Viewer.Undo;

namespace GridMap.Viewer.Tests.Undo;

public sealed class UndoStackTests
{
    private readonly UndoStack stack = new();
    private readonly List<string> taken = [];

    [Fact]
    public async Task Last_step_is_taken_back_first()
    {
        Do("report");
        Do("resolve");

        Assert.True(await stack.UndoAsync());
        Assert.True(await stack.UndoAsync());
        Assert.False(await stack.UndoAsync());
        Assert.Equal(["resolve", "report"], taken);
    }

    [Fact]
    public async Task Step_taken_back_from_its_notice_is_not_taken_back_again()
    {
        var first = Do("report");
        Do("resolve");

        Assert.True(await stack.UndoAsync(first));
        Assert.False(await stack.UndoAsync(first));
        Assert.Equal(["report"], taken);
        Assert.False(stack.IsEmpty);
    }

    [Fact]
    public async Task Step_that_fails_does_not_block_the_ones_before_it()
    {
        Do("report");
        stack.Push(new Done(() => throw new InvalidOperationException("Changed meanwhile.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => stack.UndoAsync());
        Assert.True(await stack.UndoAsync());
        Assert.Equal(["report"], taken);
    }

    private Done Do(string what)
    {
        var step = new Done(() =>
        {
            taken.Add(what);
            return Task.CompletedTask;
        });
        stack.Push(step);
        return step;
    }
}
