using BenchmarkDotNet.Running;
using GridMap.Benchmarks;

// Latencies of a whole server are medians of many requests, not a method's time.
if (args is ["scope"]) await ScopeBench.RunAsync();
else if (args is ["import-memory", ..]) await ImportMemoryBench.RunAsync(args.Length > 1 ? args[1] : "");
else if (args is ["publish"]) await PublishBench.RunAsync();
else if (args is ["division", ..]) DivisionBench.Run(args.Length > 1 ? int.Parse(args[1]) : 20_000);
else if (args is ["unit-grids", ..]) UnitGridBench.Run(args.Length > 1 ? int.Parse(args[1]) : 2_000);
else BenchmarkSwitcher.FromAssembly(typeof(SyntheticCounty).Assembly).Run(args);
