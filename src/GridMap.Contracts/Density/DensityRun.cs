using System.Text.Json;

namespace GridMap.Contracts.Density;

/// <summary>One recount of a county; <c>GET /api/counties/{county}/density/runs</c>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Job"><c>density</c> after changes, <c>full-recount</c> every five minutes.</param>
/// <param name="GridsCounted">How many grids were counted or added up.</param>
/// <param name="GridsCorrected">How many figures were wrong although nothing had marked them: something wrote behind GridMap's back.</param>
/// <param name="Detail">Which grids those were, and what else the run found.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was done.</param>
public sealed record DensityRun(
    Guid RunId,
    string Job,
    int GridsCounted,
    int GridsCorrected,
    JsonElement? Detail,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt);
