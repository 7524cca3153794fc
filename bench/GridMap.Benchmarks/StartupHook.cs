using System.IO.MemoryMappedFiles;

/// <summary>Runs within a server that <see cref="GridMap.Benchmarks.MeasuredServer"/> starts, and tells how large its managed heap is.</summary>
internal static class StartupHook
{
    /// <summary>The environment's variable that says in which file to tell it.</summary>
    public const string Variable = "GRIDMAP_BENCH_HEAP";

    private static Timer? _sampler;

    /// <summary>Called by .NET before the server's own program, by this name.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } told) return;
        var heap = MemoryMappedFile.CreateFromFile(told).CreateViewAccessor();
        _sampler = new(_ => heap.Write(0, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 10);
    }
}
