using System.Collections.Concurrent;
using GridMap.Server.Platform;
using GridMap.Spatial.HotSpots;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.HotSpots;

/// <summary>Who is whose neighbour, kept until a county's grids change: reading their outlines takes longer than judging them.</summary>
internal sealed class NeighbourMaps
{
    private readonly ConcurrentDictionary<(string CountyCode, string Level), NeighbourMap> _kept = new();

    /// <summary>The neighbours among a county's grids.</summary>
    /// <param name="connection">Within the snapshot in which <paramref name="gridRevision"/> was read.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="level">Of the grids.</param>
    /// <param name="gridRevision">Of the county's grids.</param>
    /// <param name="toleranceMetres">How far off each other neighbours may be.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task<NeighbourMap> OfAsync(
        NpgsqlConnection connection, string countyCode, string level, long gridRevision, double toleranceMetres, CancellationToken ct)
    {
        if (_kept.TryGetValue((countyCode, level), out var kept) && kept.GridRevision == gridRevision && kept.ToleranceMetres == toleranceMetres)
            return kept;
        var outlines = await connection.ListAsync(
            Sql.For("HotSpots/load-outlines"), [countyCode, level], row => row.GetFieldValue<Geometry>(0), ct);
        return _kept[(countyCode, level)] = Find(outlines, gridRevision, toleranceMetres);
    }

    private static NeighbourMap Find(IReadOnlyList<Geometry> outlines, long gridRevision, double toleranceMetres)
    {
        var weights = QueenContiguity.OfDegrees(outlines, toleranceMetres);
        if (!weights.Islands().Any()) return new(gridRevision, weights, 0, toleranceMetres);
        var middles = QueenContiguity.MiddlesInMetres(outlines);
        var band = DistanceBand.Longest(weights, middles);
        return new(gridRevision, DistanceBand.ForIslands(weights, middles, band), band, toleranceMetres);
    }
}
