using System.Globalization;
using System.Text.Json;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Viewer.Api;
using GridMap.Viewer.Map;
using Microsoft.AspNetCore.Components;

namespace GridMap.Viewer.Imports;

/// <summary>Leads from a file to its import in four steps: choose it, see how it reads, choose its columns, import it.</summary>
public sealed partial class ImportWizard
{
    private static readonly string[] Targets = ["grids", "facilities", "issues", "streets", "units"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    private ElementReference _file;
    private ElementReference _drop;
    private ElementReference? _listening;
    private CancellationTokenSource _looking = new();
    private int _step = 1;
    private string _target = "grids";
    private bool _isSending;
    private double _sent;
    private bool _isLooking;
    private bool _skips;
    private bool _isDraft;
    private bool _isCalledOff;
    private string _defects = "";
    private string? _problem;
    private UploadedFile? _upload;
    private UploadPreview? _seen;
    private PieceOfWork? _work;
    private ImportReport? _report;
    private UploadChoice _choice = new();

    [Inject]
    internal UploadsApi Api { get; set; } = null!;

    [Inject]
    internal MapBridge Map { get; set; } = null!;

    /// <summary>Something was imported.</summary>
    [Parameter]
    public EventCallback OnImported { get; set; }

    private bool IsRunning => _work is { IsOver: false };

    private string[] TemplateFiles => _target is "grids" or "streets" ? [$"{_target}.geojson"] : [$"{_target}.xlsx", $"{_target}.csv"];

    private IEnumerable<(int Step, string Name)> Steps =>
        [(1, Texts.StepFile), (2, Texts.StepReading), (3, Texts.StepColumns), (4, Texts.StepImport)];

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The first step's zone is a new element whenever the step is come back to.
        if (_step != 1 || _listening?.Id == _drop.Id) return;
        _listening = _drop;
        await Map.TakeDropsAsync(_drop);
    }

    /// <inheritdoc/>
    protected override void OnDisposing() => _looking.Cancel();

    private static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);

    private string DraftAddress(ImportedDivision division) => $"{Session.PageAddress("/divisions")}&draft={division.DivisionId}";

    private bool MayGo(int step) => !IsRunning && !_isSending && step switch
    {
        1 => true,
        2 => _upload is not null,
        3 => _seen is not null && _seen.Rows.Count > 0 && _seen.Crs.Chosen is not null && _choice.IsConfirmed(_seen),
        _ => MayGo(3) && _seen!.Refusal is null,
    };

    private async Task GoAsync(int step)
    {
        if (!MayGo(step)) return;
        (_step, _problem) = (step, null);
        if (step > 1 && _seen is null) await LookAsync();
    }

    private async Task ChooseTargetAsync(ChangeEventArgs chosen)
    {
        _target = chosen.Value as string ?? _target;
        _choice.Fields = null;
        _seen = null;
        if (_upload is not null) await LookAsync();
    }

    private async Task SendAsync()
    {
        if (_isSending || !await Map.HasFileAsync(_file)) return;
        (_isSending, _sent, _problem, _upload, _seen, _report, _work) = (true, 0, null, null, null, null, null);
        _choice = new();
        var sending = Map.SendFileAsync(Api.Address, _file).AsTask();
        while (await Task.WhenAny(sending, Task.Delay(BetweenLooks)) != sending)
        {
            _sent = await Map.SentAsync();
            StateHasChanged();
        }

        Take(await sending);
        _isSending = false;
        if (_upload is not null) await GoAsync(2);
    }

    private void Take(UploadAnswer answer)
    {
        try
        {
            if (answer.Status == 201) _upload = JsonSerializer.Deserialize<UploadedFile>(answer.Body, ApiJson.Options);
            else _problem = ProblemOf(JsonSerializer.Deserialize<JsonElement>(answer.Body, ApiJson.Options));
        }
        catch (JsonException)
        {
            _problem = Texts.Problem(answer.Status == 0 ? ProblemException.Network : "", null);
        }
    }

    private string ProblemOf(JsonElement problem) => Texts.Problem(
        problem.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "",
        problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null);

    private async Task ChangeFieldsAsync(IReadOnlyDictionary<string, MappedField> fields)
    {
        _choice.Fields = fields;
        await LookAsync();
    }

    // What was asked last counts; what was asked before it is not waited for.
    private async Task LookAsync()
    {
        await _looking.CancelAsync();
        _looking = new();
        var mine = _looking;
        (_isLooking, _problem) = (true, null);
        try
        {
            var seen = await Api.Preview(_upload!.UploadId, _choice.Reading(_target), mine.Token);
            if (!mine.IsCancellationRequested) _seen = seen;
        }
        catch (ProblemException problem) when (!mine.IsCancellationRequested)
        {
            _problem = Texts.Problem(problem.Type, problem.Detail);
            if (_seen is null) _step = 1;
        }
        catch (Exception error) when (mine.IsCancellationRequested && error is OperationCanceledException or ProblemException)
        {
            return;
        }
        finally
        {
            if (mine == _looking) _isLooking = false;
        }
    }

    private async Task ImportAsync()
    {
        (_report, _problem, _isCalledOff) = (null, null, false);
        var isAsked = await Session.GuardAsync(async () => _work = await Api.Import(_upload!.UploadId, _choice.Order(_target, _seen!) with
        {
            SkipRefused = _skips,
            Draft = _target == "grids" && _isDraft,
            AcceptDefects = _target == "grids" && _defects.Trim().Length > 0 ? _defects.Trim() : null,
        }));
        if (!isAsked) return;
        while (IsRunning)
        {
            StateHasChanged();
            await Task.Delay(BetweenLooks);
            await Session.GuardAsync(async () => _work = await Api.Work(_work!.WorkId));
        }

        await EndAsync(_work!);
    }

    private async Task EndAsync(PieceOfWork work)
    {
        _report = work is { Status: WorkStatus.Done, Result: { } result } ? result.Deserialize<ImportReport>(ApiJson.Options) : null;
        if (work.Status == WorkStatus.Failed) _problem = Texts.Problem("file-refused", work.Failure);
        if (work.Status == WorkStatus.Cancelled) _problem = Texts.ImportCalledOff;
        if (_report is { Status: "published" or "draft" }) await OnImported.InvokeAsync();
    }

    private async Task CallOffAsync()
    {
        _isCalledOff = true;
        await Session.GuardAsync(() => Api.Cancel(_work!.WorkId));
    }

    private async Task AgainAsync(int step)
    {
        (_report, _work, _problem) = (null, null, null);
        if (step == 1) (_upload, _seen, _choice) = (null, null, new());
        await GoAsync(step);
    }
}
