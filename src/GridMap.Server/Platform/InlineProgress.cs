namespace GridMap.Server.Platform;

/// <summary>Tells at once and in order; <see cref="Progress{T}"/> would tell on another thread, in any.</summary>
internal sealed class InlineProgress(Action<double> tell) : IProgress<double>
{
    /// <summary>A part of a whole, that tells its own 0 to 1; null where nobody asks for the whole.</summary>
    public static InlineProgress? PartOf(IProgress<double>? whole, double from, double to) =>
        whole is null ? null : new(done => whole.Report(from + (to - from) * done));

    public void Report(double value) => tell(value);
}
