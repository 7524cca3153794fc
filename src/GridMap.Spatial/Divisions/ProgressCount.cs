namespace GridMap.Spatial.Divisions;

/// <summary>Counts steps done on several threads and tells the part done, at most a hundred times.</summary>
internal sealed class ProgressCount(IProgress<double>? progress, int steps)
{
    private readonly Lock _gate = new();
    private int _done, _told;

    public void Add(int more)
    {
        lock (_gate)
        {
            _done += more;
            var percent = (int)(100L * Math.Min(_done, steps) / Math.Max(steps, 1));
            if (percent <= _told)
                return;
            _told = percent;
            progress?.Report(percent / 100.0);
        }
    }
}
