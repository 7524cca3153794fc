using BenchmarkDotNet.Running;
using GridMap.Benchmarks;

// Latencies of a whole server are medians of many requests, not a method's time.
if (args is ["scope"]) await ScopeBench.RunAsync();
else if (args is ["publish"]) await PublishBench.RunAsync();
else BenchmarkSwitcher.FromAssembly(typeof(SyntheticCounty).Assembly).Run(args);
