using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Imports;

/// <summary>Loads a file into a county, shows what came of it, and withdraws earlier loads.</summary>
public sealed partial class ImportPage
{
    private static readonly string[] Layers = ["grids", "facilities", "issues", "streets", "units"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(700);

    private ElementReference _file;
    private string _county = "";
    private string _layer = "grids";
    private string _mapping = "";
    private string _defects = "";
    private bool _rehearses = true;
    private bool _skips;
    private bool _isRunning;
    private string? _countyFault;
    private string? _fileFault;
    private string? _problem;
    private ImportProgress? _progress;
    private PieceOfWork? _working;
    private ImportReport? _report;
    private IReadOnlyList<ImportReport>? _earlier;

    [Inject]
    internal CountyApi Api { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    [Inject]
    internal CountyClock Clock { get; set; } = null!;

    // Before the first county there is only the server's administrator, who makes one by importing.
    private bool MayImport => User.May(Session.County?.Code, Permission.Operate);

    private string ToMap => Session.County is { } county ? $"/?county={county.Code}" : "/";

    private double Percent => _working is { } work ? 100 * work.FractionDone : _progress is { BytesTotal: > 0 and var total } ? 100.0 * _progress.BytesRead / total : 0;

    protected override async Task OnInitializedAsync()
    {
        await Session.StartAsync();
        if (_county.Length == 0) _county = Session.County?.Code ?? "";
        await LoadEarlierAsync();
    }

    private IEnumerable<string> Details(ImportReport batch)
    {
        yield return Texts.LayerName(batch.Layer);
        if (batch.PublishedAt is { } at) yield return Clock.Minute(at);
        yield return $"{Texts.RowsAdded} {Figures.Whole(batch.RowsAdded)}";
        yield return $"{Texts.RowsUpdated} {Figures.Whole(batch.RowsUpdated)}";
    }

    private async Task LoadEarlierAsync()
    {
        if (Session.County is not null) await Session.GuardAsync(async () => _earlier = await Api.Imports());
        _earlier ??= [];
    }

    private async Task StartAsync()
    {
        _countyFault = _county.Length == 6 && _county.All(char.IsAsciiDigit) ? null : Texts.MustCounty;
        _fileFault = await Map.HasFileAsync(_file) ? null : Texts.MustFile;
        if (_countyFault is not null || _fileFault is not null || _isRunning) return;
        (_isRunning, _problem, _report, _progress) = (true, null, null, null);
        var batchId = Guid.CreateVersion7();
        var sending = Map.UploadAsync(Address(batchId), _file, _mapping).AsTask();
        await WatchAsync(batchId, sending);
        await TakeAsync(await sending);
        _isRunning = false;
        if (_report is not { Status: "published" or "draft" }) return;
        await Session.ChooseCountyAsync(_county);
        await LoadEarlierAsync();
    }

    private string Address(Guid batchId)
    {
        var query = $"batchId={batchId}&dryRun={(_rehearses ? "true" : "false")}&skipRefused={(_skips ? "true" : "false")}";
        if (_layer == "grids" && _defects.Trim().Length > 0) query += $"&acceptDefects={Uri.EscapeDataString(_defects.Trim())}";
        return $"api/counties/{_county}/imports/{_layer}?{query}";
    }

    private async Task WatchAsync(Guid batchId, Task sending)
    {
        while (await Task.WhenAny(sending, Task.Delay(BetweenLooks)) != sending)
        {
            try
            {
                _progress = await Api.Progress(_county, batchId);
                StateHasChanged();
            }
            catch (ProblemException)
            {
                // Not known yet, or over: the answer itself will tell.
            }
        }
    }

    private async Task TakeAsync(UploadAnswer answer)
    {
        try
        {
            if (answer.Status == 200) _report = JsonSerializer.Deserialize<ImportReport>(answer.Body, ApiJson.Options);
            else if (answer.Status == 202) await AwaitAsync(JsonSerializer.Deserialize<PieceOfWork>(answer.Body, ApiJson.Options)!);
            if (answer.Status is 200 or 202) return;
            var problem = JsonSerializer.Deserialize<JsonElement>(answer.Body, ApiJson.Options);
            var type = problem.TryGetProperty("type", out var name) ? name.GetString() ?? "" : "";
            _problem = Texts.Problem(type, problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
            if (problem.TryGetProperty("report", out var report)) _report = report.Deserialize<ImportReport>(ApiJson.Options);
        }
        catch (JsonException)
        {
            _problem = Texts.Problem(answer.Status == 0 ? ProblemException.Network : "", null);
        }
    }

    // It goes on without the page, which only looks on.
    private async Task AwaitAsync(PieceOfWork work)
    {
        try
        {
            while (!work.IsOver)
            {
                (_working, work) = (work, await Api.Work(_county, work.WorkId));
                StateHasChanged();
                await Task.Delay(BetweenLooks);
            }
        }
        catch (ProblemException problem)
        {
            _problem = Texts.Problem(problem.Type, problem.Detail);
            return;
        }
        finally
        {
            _working = null;
        }

        if (work is { Status: WorkStatus.Done, Result: { } result }) _report = result.Deserialize<ImportReport>(ApiJson.Options);
        else _problem = work.Status == WorkStatus.Failed ? Texts.Problem("file-refused", work.Failure) : Texts.ImportCalledOff;
    }

    private async Task CallOffAsync()
    {
        if (_working is { } work) await Session.GuardAsync(() => Api.CancelWork(_county, work.WorkId));
    }

    // Issues and grids stand otherwise than the page that is open behind this one remembers.
    private async Task ImportedAsync()
    {
        await Session.ChooseCountyAsync(Session.County!.Code);
        await LoadEarlierAsync();
    }

    private async Task WithdrawAsync(ImportReport batch)
    {
        await Session.GuardAsync(async () => _report = await Api.Withdraw(batch.BatchId));
        await LoadEarlierAsync();
    }
}
