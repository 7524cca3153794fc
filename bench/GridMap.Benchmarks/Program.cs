using BenchmarkDotNet.Running;
using GridMap.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(SyntheticCounty).Assembly).Run(args);
