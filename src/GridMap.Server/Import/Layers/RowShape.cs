using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Layers;

/// <summary>A row's geometry in WGS 84.</summary>
/// <param name="Geometry">As it is stored.</param>
/// <param name="Original">As the file has it, where it is stored repaired.</param>
internal readonly record struct RowShape(Geometry? Geometry, Geometry? Original = null);
