using GridMap.Server.Platform;

namespace GridMap.Server.Tests.Commands;

/// <summary>A data folder that the tests of a class use one after the other, since making one takes the longest.</summary>
public sealed class DataFolder : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gridmap-home-{Guid.NewGuid():N}");

    internal GridMapHome Home => GridMapHome.At(Path);

    /// <summary>Stops a database that a test left running.</summary>
    public Task StopAsync() => new LocalPostgresCluster(new(Home)).StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
