namespace GridMap.Browser.Tests;

/// <summary>A drawn county, served with its viewer, for one class of tests that write; each test has grids of its own.</summary>
public sealed class DrawnServer(PostgisFixture postgis) : IAsyncDisposable
{
    private TestCounty? _county;

    public TestCounty County => _county!;

    public Uri Address => _county!.Client.BaseAddress!;

    /// <summary>Draws the grids at the first call, and reports problems in some, so that the classes have their breaks.</summary>
    public async Task StartAsync(string grids, params (string Grid, int Issues)[] reported)
    {
        if (_county is not null) return;
        _county = await TestCounty.ListenAsync(postgis, grids);
        foreach (var (grid, issues) in reported)
        {
            for (var number = 0; number < issues; number++)
                await _county.ReportIssueAsync(grid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_county is not null) await _county.DisposeAsync();
    }
}
