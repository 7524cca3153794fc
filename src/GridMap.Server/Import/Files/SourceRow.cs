using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files;

/// <summary>One row of a table or one feature.</summary>
/// <param name="Line">Which it is, from 1; each has its own. <see cref="RowSource.Place"/> says what is counted.</param>
/// <param name="Values">Its texts, in the order of the columns that were asked for; null where blank or absent.</param>
/// <param name="Shape">Its geometry in WGS 84, where it has one that can be built.</param>
/// <param name="Fault">What makes it unreadable, in one sentence.</param>
/// <param name="FaultColumn">The column to blame for <paramref name="Fault"/>.</param>
internal readonly record struct SourceRow(
    int Line, string?[] Values, Geometry? Shape = null, string? Fault = null, string? FaultColumn = null);
