using System.Collections.Concurrent;
using GridMap.Contracts.Imports;

namespace GridMap.Server.Import;

/// <summary>How far the imports are that run in this process.</summary>
internal sealed class ImportProgressBoard
{
    private readonly ConcurrentDictionary<(string County, Guid Batch), ImportProgress> _running = new();

    /// <summary>Notes how far an import is.</summary>
    public void Tell(string countyCode, ImportProgress progress) => _running[(countyCode, progress.BatchId)] = progress;

    /// <summary>How far an import is; null when it does not run here.</summary>
    public ImportProgress? Find(string countyCode, Guid batchId) => _running.GetValueOrDefault((countyCode, batchId));

    /// <summary>Forgets an import that has ended.</summary>
    public void End(string countyCode, Guid batchId) => _running.TryRemove((countyCode, batchId), out _);
}
