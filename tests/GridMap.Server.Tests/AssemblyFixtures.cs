using GridMap.Testing;

[assembly: AssemblyFixture(typeof(PostgisFixture))]
