using GridMap.Contracts.Geo;

namespace GridMap.Testing;

/// <summary>
/// Grids drawn with letters: <c>"A B / C ."</c> is two rows, the northern first, of squares side by side, <c>.</c> being
/// ground without a grid. A name drawn in several squares is one grid of several parts.
/// </summary>
public sealed class GridDrawing(string drawing)
{
    /// <summary>Side of a square, degrees: a binary fraction, so that every corner and middle is exact.</summary>
    public const double Side = 1.0 / 128;

    private const double West = 104;
    private const double North = 36.5;

    private readonly string[][] _rows =
        [.. drawing.Split('/').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Every grid's code and its squares as a WKT MultiPolygon.</summary>
    public IEnumerable<(string Code, string Wkt)> Grids =>
        from square in Squares()
        group square by square.Code into grid
        select (grid.Key, $"MULTIPOLYGON({string.Join(",", grid.Select(square => Ring(square.Column, square.Row)))})");

    /// <summary>A place of the drawing: <c>A</c> is the middle of grid A's first square, <c>A|B</c> the middle of the edge that two share, <c>outside</c> lies in none.</summary>
    public Position At(string place)
    {
        if (place == "outside") return new(West - Side, North + Side);
        var middles = place.Split('|').Select(Middle).ToList();
        return new(middles.Average(middle => middle.Longitude), middles.Average(middle => middle.Latitude));
    }

    private IEnumerable<(string Code, int Column, int Row)> Squares() =>
        from row in Enumerable.Range(0, _rows.Length)
        from column in Enumerable.Range(0, _rows[row].Length)
        where _rows[row][column] != "."
        select (_rows[row][column], column, row);

    private Position Middle(string code)
    {
        var (_, column, row) = Squares().First(square => square.Code == code);
        return new(West + (column + 0.5) * Side, North - (row + 0.5) * Side);
    }

    private static string Ring(int column, int row)
    {
        var (west, east) = (West + column * Side, West + (column + 1) * Side);
        var (north, south) = (North - row * Side, North - (row + 1) * Side);
        return FormattableString.Invariant($"(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))");
    }
}
