using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>What was there before anyone divided the county into grids: outline, rivers, trunk roads, settlements.</summary>
internal sealed class Landscape
{
    private const double UrbanSpacing = 36;
    private const double RuralSpacing = 70;
    private const double RingRadius = 2_650;
    private readonly Noise _noise;

    public Landscape(SeededRandom random)
    {
        _noise = new Noise(random.NextBits());
        Outline = MakeOutline(random);
        River = Swing([P(-13.5, 8.4), P(-10.4, 6.1), P(-7.6, 4.9), P(-5.4, 4.6), P(-3.1, 2.7), P(-1.2, 0.9), P(0.4, -0.55), P(2.5, -1.15), P(4.4, -3.2), P(6.9, -4.1), P(9.0, -6.0), P(14, -8.6)], 50, 420, 1_150);
        Streets = [new(StreetClass.River, "清水河", River), .. MakeTributaries(), .. MakeRoads()];
        Settlements = [.. MakeSettlements(random)];
    }

    public IReadOnlyList<Coordinate> Outline { get; }

    public List<Coordinate> River { get; }

    public IReadOnlyList<Street> Streets { get; }

    public IReadOnlyList<Settlement> Settlements { get; }

    /// <summary>How finely the ground here is divided: grids per km².</summary>
    public double DensityAt(Coordinate place)
    {
        var open = 0.36 + 0.15 * _noise.At(place.X, place.Y, 4_200);
        var nearTown = 0.7 * Math.Exp(-Math.Pow(place.Distance(P(0, 0)) / 4_600, 2));
        return open + nearTown + Settlements.Sum(settlement => settlement.DensityAt(place));
    }

    /// <summary>From 0, open country, to 1, the middle of a town.</summary>
    public double UrbanityAt(Coordinate place) => Math.Clamp((DensityAt(place) - 1) / 5, 0, 1);

    private static Coordinate P(double eastKilometres, double northKilometres) => new(eastKilometres * 1000, northKilometres * 1000);

    private static double InTown(Coordinate place) => Math.Exp(-Math.Pow(place.Distance(P(0.3, 0.2)) / 3_300, 4));

    // Ridges and side valleys: far corners joined by lines that break and break again (midpoint displacement).
    private static List<Coordinate> MakeOutline(SeededRandom random)
    {
        Coordinate[] corners =
        [
            P(-10.8, 3.4), P(-9.9, 6.0), P(-7.2, 6.6), P(-5.6, 8.3), P(-2.6, 7.9), P(-1.0, 9.2), P(2.2, 8.7), P(3.6, 10.2), P(6.3, 9.4), P(7.2, 7.2),
            P(10.1, 7.0), P(10.6, 4.2), P(9.2, 2.6), P(11.3, 0.5), P(12.6, -2.4), P(10.3, -3.9), P(11.0, -6.4), P(8.1, -7.1), P(6.7, -9.3), P(3.8, -8.4),
            P(2.0, -9.6), P(-0.8, -10.3), P(-2.9, -8.6), P(-5.6, -9.4), P(-7.0, -7.2), P(-10.0, -6.9), P(-10.4, -4.4), P(-9.0, -2.3), P(-11.8, -0.8), P(-12.4, 1.7),
        ];
        return [.. Enumerable.Range(0, corners.Length).SelectMany(at => Break(corners[at], corners[(at + 1) % corners.Length], random)).Reverse()];
    }

    private static IEnumerable<Coordinate> Break(Coordinate from, Coordinate to, SeededRandom random)
    {
        if (from.Distance(to) < RuralSpacing)
            return [from];
        var middle = new Coordinate((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        middle = Plane.Step(middle, Plane.DirectionOf(from, to) + Math.PI / 2, 0.16 * from.Distance(to) * random.Normal());
        return Break(from, middle, random).Concat(Break(middle, to, random));
    }

    // Swings wide in the country and little in the town, where rivers are embanked and roads were planned.
    private List<Coordinate> Swing(Coordinate[] places, double inTown, double inCountry, double wavelength)
    {
        var line = Curve.Through(places, UrbanSpacing);
        line = Curve.Meander(line, _noise, place => inCountry + (inTown - inCountry) * InTown(place), wavelength);
        return Curve.Meander(line, _noise, place => (1 - InTown(place)) * inCountry / 3, wavelength / 3.3);
    }

    private IEnumerable<Street> MakeTributaries()
    {
        var mouth = River.MinBy(place => place.Distance(P(-0.75, 0.45)))!;
        yield return new(StreetClass.River, "柳溪", Swing([P(-9.6, -10.6), P(-7.0, -7.3), P(-5.3, -5.6), P(-3.0, -3.9), P(-2.2, -2.2), P(-1.9, -0.9), mouth], 70, 380, 950));
        mouth = River.MinBy(place => place.Distance(P(4.3, -3)))!;
        yield return new(StreetClass.River, "龙泉河", Swing([P(6.9, 12), P(5.4, 8.4), P(3.7, 6.2), P(3.9, 4.0), P(4.6, 1.6), P(4.2, -0.9), mouth], 70, 340, 900));
    }

    private IEnumerable<Street> MakeRoads()
    {
        yield return Main("人民路", P(-15, -0.2), P(-10, 1.9), P(-6.1, 1.5), P(-3.6, 0.75), P(-1.4, 0.15), P(0.2, 0.2), P(1.7, 0.35), P(3.6, 0.15), P(6.0, -0.8), P(8.6, -1.8), P(10.9, -1.2), P(15, -2.6));
        yield return Main("解放路", P(2.2, 12), P(2.3, 9.2), P(1.4, 7.0), P(1.5, 4.6), P(0.55, 2.4), P(0.28, 0.2), P(0.0, -1.3), P(-0.3, -2.6), P(0.5, -5.2), P(-0.4, -7.4), P(0.4, -12));
        yield return Main("示柳路", P(-1.55, -1.75), P(-3.2, -2.3), P(-4.9, -2.5), P(-7.6, -4.2), P(-9.2, -5.8), P(-12, -6.6));
        yield return Main("示青路", P(1.85, 1.5), P(3.2, 2.6), P(5.0, 3.2), P(7.2, 5.0), P(9.2, 5.6), P(13, 8.6));
        yield return Main("环城路", [.. RingRoad()]);
        yield return Main("柳河路", P(-6.1, 1.5), P(-5.7, -0.6), P(-7.3, -2.1), P(-7.6, -4.2));
        yield return Main("三柳路", P(-7.6, -4.2), P(-5.9, -6.6), P(-3.1, -6.4), P(-0.4, -7.4));
        yield return Main("坪三路", P(8.6, -1.8), P(7.2, -3.2), P(6.6, -5.8), P(3.2, -6.0), P(1.8, -7.5), P(-0.4, -7.4));
        yield return Main("龙河路", P(-9.4, 8.8), P(-7.6, 5.6), P(-4.9, 5.9), P(-1.9, 6.2), P(1.4, 7.0), P(4.2, 7.4), P(9, 9.6));
        yield return Main("青坪路", P(7.2, 5.0), P(7.0, 2.6), P(8.3, 0.9), P(8.6, -1.8));
        yield return Main("建设路", P(-3.1, 1.9), P(-1.0, 1.35), P(0.45, 1.15), P(2.6, 1.3), P(5.2, 1.1));
        yield return Main("新城大道", P(2.1, 3.7), P(2.0, 1.9), P(1.75, 0.35), P(1.9, -0.6), P(2.4, -3.1));
        yield return Main("西大街", P(-1.45, 3.2), P(-1.15, 1.3), P(-1.3, 0.2), P(-1.55, -1.2), P(-1.5, -3.2));
        yield return Main("文化路", P(-3.4, -0.75), P(-1.4, -0.9), P(0.0, -1.4), P(1.1, -1.6), P(3.0, -2.3));
        yield return Main("滨河东路", [.. Embankment(170)]);
        yield return Main("滨河西路", [.. Embankment(-170)]);
    }

    private Street Main(string name, params Coordinate[] places) =>
        new(StreetClass.Main, name, name.StartsWith('环') || name.StartsWith('滨') ? places : Swing(places, 24, 230, 1_250));

    private IEnumerable<Coordinate> RingRoad()
    {
        for (var step = 0; step <= 400; step++)
        {
            var (x, y) = (Math.Cos(step * Math.PI / 200), Math.Sin(step * Math.PI / 200));
            var reach = RingRadius * (1 + 0.24 * _noise.At(5_000 + x * 1_000, y * 1_000, 1_150));
            yield return new(250 + reach * x * 1.12, 100 + reach * y * 0.98);
        }
    }

    private List<Coordinate> Embankment(double metres) =>
        [.. Curve.Beside(River, metres).Where(place => place.Distance(P(0.25, 0.1)) < 3_300)];

    private static IEnumerable<Settlement> MakeSettlements(SeededRandom random)
    {
        yield return new("城关", P(0.3, 0.15), 12.5, 1_950);
        yield return new("新城", P(2.3, 0.9), 6, 1_050);
        yield return new("城南", P(-0.9, -1.3), 5, 1_000);
        yield return new("河西", P(-6.0, 1.5), 13, 540);
        yield return new("柳林", P(-7.5, -4.1), 13, 560);
        yield return new("青石", P(7.1, 5.0), 13, 560);
        yield return new("龙泉", P(1.4, 6.9), 12, 540);
        yield return new("大坪", P(8.5, -1.8), 11, 500);
        yield return new("三河", P(-0.4, -7.3), 9, 460);
        foreach (var name in Content.Names.Villages)
            yield return new(name, Plane.Step(P(0, 0), random.Between(0, 2 * Math.PI), random.Between(3_600, 9_800)), 1.3, 420);
    }
}
