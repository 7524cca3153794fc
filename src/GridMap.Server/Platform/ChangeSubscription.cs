using System.Threading.Channels;

namespace GridMap.Server.Platform;

/// <summary>One reader of a county's changes. A reader that falls behind is told to reload; nothing piles up for it.</summary>
internal sealed class ChangeSubscription(string countyCode, Action<ChangeSubscription> onDispose) : IDisposable
{
    /// <summary>How many notices wait for a slow reader before they are folded into one reload.</summary>
    public const int Capacity = 64;

    private readonly Channel<CountyChanges> _waiting = Channel.CreateBounded<CountyChanges>(Capacity);

    /// <summary>The notices, in order.</summary>
    public ChannelReader<CountyChanges> Reader => _waiting.Reader;

    /// <summary>Hands over a notice; never waits. Called by the feed alone.</summary>
    public void Offer(CountyChanges changes)
    {
        if (!changes.Concerns(countyCode) || _waiting.Writer.TryWrite(changes)) return;
        while (_waiting.Reader.TryRead(out _)) { }
        _waiting.Writer.TryWrite(CountyChanges.Reload(countyCode, changes.Snapshot));
    }

    public void Dispose()
    {
        onDispose(this);
        _waiting.Writer.TryComplete();
    }
}
