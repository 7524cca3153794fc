using GridMap.Testing;

namespace GridMap.Server.Tests;

/// <summary>One county, <c>A B / C .</c>, for the tests of a class that do not mind what others of it left there.</summary>
public sealed class SharedCounty(PostgisFixture postgis) : IAsyncLifetime
{
    public TestCounty County { get; private set; } = null!;

    public async ValueTask InitializeAsync() => County = await TestCounty.CreateIdleAsync(postgis, "A B / C .");

    public ValueTask DisposeAsync() => County.DisposeAsync();
}
