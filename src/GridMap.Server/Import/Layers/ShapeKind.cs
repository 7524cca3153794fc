namespace GridMap.Server.Import.Layers;

/// <summary>What kind of geometry a layer's rows have.</summary>
internal enum ShapeKind
{
    None,
    Point,
    Line,
    Area,
}
