using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>Which way streets want to run: along the nearest river or road, or across it, and in the country along the hills.</summary>
/// <remarks>A cross has four arms, so directions are added up as vectors of four times the angle.</remarks>
internal sealed class DirectionField
{
    private const double CellMetres = 120;
    private const double HalfWidthMetres = 18_000;
    private readonly int _side = (int)(2 * HalfWidthMetres / CellMetres) + 1;
    private readonly (double X, double Y)[] _crosses;
    private readonly Noise _noise;

    public DirectionField(Landscape land, SeededRandom random)
    {
        _noise = new Noise(random.NextBits());
        _crosses = new (double, double)[_side * _side];
        for (var cell = 0; cell < _crosses.Length; cell++)
            _crosses[cell] = Hills(CentreOf(cell));
        foreach (var street in land.Streets)
            for (var at = 1; at < street.Line.Count; at++)
                Pull(street.Line[at - 1], street.Line[at], street.Class == StreetClass.River ? 650 : 480);
    }

    /// <summary>The arm of the cross nearest to the way one is going.</summary>
    /// <param name="place">Metres.</param>
    /// <param name="heading">Radians.</param>
    /// <param name="wander">Radians it may stray from the field.</param>
    public double At(Coordinate place, double heading, double wander)
    {
        var (x, y) = _crosses[CellOf(place)];
        var arm = Math.Atan2(y, x) / 4 + wander * (_noise.At(place.X, place.Y, 520) + 0.6 * _noise.At(place.X, place.Y + 50_000, 190));
        return arm + Math.Round((heading - arm) / (Math.PI / 2)) * (Math.PI / 2);
    }

    private (double X, double Y) Hills(Coordinate place)
    {
        var angle = 4 * Math.PI * _noise.At(place.X, place.Y, 5_200);
        return (0.12 * Math.Cos(angle), 0.12 * Math.Sin(angle));
    }

    private void Pull(Coordinate from, Coordinate to, double reachMetres)
    {
        var angle = 4 * Plane.DirectionOf(from, to);
        var cells = (int)(2.2 * reachMetres / CellMetres);
        var middle = CellOf(from);
        for (var row = -cells; row <= cells; row++)
            for (var column = -cells; column <= cells; column++)
            {
                var cell = middle + row * _side + column;
                if (cell < 0 || cell >= _crosses.Length)
                    continue;
                var distance = CentreOf(cell).Distance(from) / reachMetres;
                var weight = from.Distance(to) / 100 * Math.Exp(-distance * distance * 2);
                _crosses[cell] = (_crosses[cell].X + weight * Math.Cos(angle), _crosses[cell].Y + weight * Math.Sin(angle));
            }
    }

    private Coordinate CentreOf(int cell) =>
        new(cell % _side * CellMetres - HalfWidthMetres, cell / _side * CellMetres - HalfWidthMetres);

    private int CellOf(Coordinate place)
    {
        var column = Math.Clamp((int)Math.Round((place.X + HalfWidthMetres) / CellMetres), 0, _side - 1);
        var row = Math.Clamp((int)Math.Round((place.Y + HalfWidthMetres) / CellMetres), 0, _side - 1);
        return row * _side + column;
    }
}
