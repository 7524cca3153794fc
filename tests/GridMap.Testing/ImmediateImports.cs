using GridMap.Server.Import.Uploads;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GridMap.Testing;

/// <summary>Begins imports as soon as they are asked for, in a server without workers; other work stays as it was asked for.</summary>
internal sealed class ImmediateImports(IServiceProvider services) : IBackgroundJobClient
{
    public string Create(Job job, IState state)
    {
        if (job.Type == typeof(WorkJob) && job.Args is [string county, Guid workId, ..]) _ = Task.Run(() => RunAsync(county, workId));
        return "";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => false;

    private async Task RunAsync(string county, Guid workId)
    {
        var kind = await services.GetRequiredService<NpgsqlDataSource>().FirstOrDefaultAsync(
            "SELECT kind FROM work WHERE county_code = $1 AND work_id = $2", [county, workId], row => row.GetString(0), CancellationToken.None);
        if (kind is not (UploadImportWork.Name or UploadPreviewWork.Name)) return;
        await using var scope = services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<WorkJob>(scope.ServiceProvider).RunAsync(county, workId, CancellationToken.None);
    }
}
