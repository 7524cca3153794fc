using GridMap.Browser.Tests;

[assembly: AssemblyFixture(typeof(PostgisFixture))]
[assembly: AssemblyFixture(typeof(Chromium))]
// One browser draws on the processor itself: two pages at once would only wait for each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
