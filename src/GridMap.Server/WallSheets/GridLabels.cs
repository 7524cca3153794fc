using GridMap.Server.WallSheets.Fonts;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace GridMap.Server.WallSheets;

/// <summary>Places each grid's code and name inside it; smaller where it has to be, and where nothing fits its number in the table.</summary>
internal sealed class GridLabels(SheetType type, SheetPaper paper)
{
    private const float HaloPart = 0.22f, NumberSize = 0.85f, SmallestNumber = 0.6f;
    private const double FinestPolePoints = 0.5;

    // As parts of the table's text; what is smaller than the last nobody reads on a wall.
    private static readonly float[] Sizes = [1.15f, 1, 0.86f, 0.74f];

    /// <summary>The label of a grid.</summary>
    /// <param name="number">Its number in the table.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="onPaper">Its shape on paper.</param>
    public SheetLabel Place(int number, SheetGrid grid, Geometry onPaper)
    {
        var polygon = SheetPaths.Parts<Polygon>(onPaper).MaxBy(part => part.Area)!;
        var inside = PreparedGeometryFactory.Prepare(polygon);
        // Within the row through the middle of a wide grid there is most room for a wide text; the pole is farthest from all borders.
        var row = polygon.InteriorPoint.Coordinate;
        var pole = new Lazy<Coordinate>(() => MaximumInscribedCircle.GetCenter(polygon, Math.Max(FinestPolePoints, Math.Sqrt(polygon.Area) / 40)).Coordinate);
        string[][] wordings = [[grid.Code, grid.Name], [grid.Code]];
        foreach (var lines in wordings)
        {
            foreach (var size in Sizes.Select(part => part * paper.Text))
            {
                var (width, height) = Box(lines, size);
                if (width > polygon.EnvelopeInternal.Width || height > polygon.EnvelopeInternal.Height) continue;
                if (Fits(inside, row, width, height)) return Label(lines, size, row);
                if (Fits(inside, pole.Value, width, height)) return Label(lines, size, pole.Value);
            }
        }

        return Number(number, inside, row, pole);
    }

    /// <summary>The ground a label covers.</summary>
    public Envelope Covered(SheetLabel label)
    {
        var (width, height) = Box(label.Lines, label.Size);
        return Around(new(label.Middle.X, label.Middle.Y), width, height);
    }

    private SheetLabel Number(int number, IPreparedGeometry inside, Coordinate row, Lazy<Coordinate> pole)
    {
        string[] lines = [number.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var (largest, smallest) = (NumberSize * paper.Text, SmallestNumber * paper.Text);
        var size = largest;
        var at = Box(lines, size) is var (most, high) && Fits(inside, row, most, high) ? row : pole.Value;
        while (size > smallest && Box(lines, size) is var (width, height) && !Fits(inside, at, width, height)) size -= 0.5f;
        return Label(lines, Math.Max(size, smallest), at) with { Colour = SheetInk.Accent };
    }

    private (float Width, float Height) Box(IReadOnlyList<string> lines, float size) =>
        (lines.Max(line => type.Width(line, size)) + size * HaloPart, SheetLabel.Height(lines.Count, size));

    private static bool Fits(IPreparedGeometry inside, Coordinate at, float width, float height) =>
        inside.Contains(inside.Geometry.Factory.ToGeometry(Around(at, width, height)));

    private static Envelope Around(Coordinate at, float width, float height) => new(at.X - width / 2, at.X + width / 2, at.Y - height / 2, at.Y + height / 2);

    private static SheetLabel Label(IReadOnlyList<string> lines, float size, Coordinate at) =>
        new(lines, size, new((float)at.X, (float)at.Y), 0, SheetInk.Ink, size * HaloPart);
}
