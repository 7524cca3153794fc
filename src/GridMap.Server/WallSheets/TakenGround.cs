using NetTopologySuite.Geometries;

namespace GridMap.Server.WallSheets;

/// <summary>Which rectangles of a sheet hold a text already.</summary>
internal sealed class TakenGround
{
    private const double CellPoints = 40;
    private readonly Dictionary<(int, int), List<Envelope>> _cells = [];

    public void Take(Envelope box)
    {
        foreach (var cell in Cells(box))
        {
            if (!_cells.TryGetValue(cell, out var boxes)) _cells[cell] = boxes = [];
            boxes.Add(box);
        }
    }

    public bool IsFree(Envelope box) =>
        Cells(box).All(cell => !_cells.TryGetValue(cell, out var boxes) || !boxes.Exists(taken => taken.Intersects(box)));

    private static IEnumerable<(int, int)> Cells(Envelope box)
    {
        for (var x = (int)Math.Floor(box.MinX / CellPoints); x <= box.MaxX / CellPoints; x++)
            for (var y = (int)Math.Floor(box.MinY / CellPoints); y <= box.MaxY / CellPoints; y++)
                yield return (x, y);
    }
}
