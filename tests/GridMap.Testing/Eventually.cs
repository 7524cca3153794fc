using System.Diagnostics;

namespace GridMap.Testing;

/// <summary>Waits for a condition, with a deadline, instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Reads until what was read is as wanted; fails with the last of it after half a minute.</summary>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read, Predicate<T> isWanted)
    {
        var ct = TestContext.Current.CancellationToken;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await read();
            if (isWanted(found)) return found;
            if (Stopwatch.GetElapsedTime(started) > Deadline)
                Assert.Fail($"Not as wanted within {Deadline.TotalSeconds} s; the last found was {found}.");
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Waits until it holds.</summary>
    public static Task HoldsAsync(Func<Task<bool>> condition) => ReadAsync(condition, holds => holds);
}
