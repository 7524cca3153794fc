namespace GridMap.Spatial.Coordinates.Shifted;

/// <summary>BD-09 as metres (BD09MC): a projection near Mercator, given by one polynomial for each of six bands of northing.</summary>
/// <remarks>Only the polynomials from metres to degrees are used, and inverted; the publisher's others differ by centimetres.</remarks>
internal static class Bd09Mercator
{
    private static readonly double[] BandStartsMetres = [12_890_594.86, 8_362_377.87, 5_591_021, 3_481_989.83, 1_678_043.12, 0];

    // For each band: longitude's offset and degrees per metre, seven coefficients of latitude, the northing they are scaled by.
    private static readonly double[][] Bands =
    [
        [1.410526172116255e-8, 0.00000898305509648872, -1.9939833816331, 200.9824383106796, -187.2403703815547, 91.6087516669843, -23.38765649603339, 2.57121317296198, -0.03801003308653, 17337981.2],
        [-7.435856389565537e-9, 0.000008983055097726239, -0.78625201886289, 96.32687599759846, -1.85204757529826, -59.36935905485877, 47.40033549296737, -16.50741931063887, 2.28786674699375, 10260144.86],
        [-3.030883460898826e-8, 0.00000898305509983578, 0.30071316287616, 59.74293618442277, 7.357984074871, -25.38371002664745, 13.45380521110908, -3.29883767235584, 0.32710905363475, 6856817.37],
        [-1.981981304930552e-8, 0.000008983055099779535, 0.03278182852591, 40.31678527705744, 0.65659298677277, -4.44255534477492, 0.85341911805263, 0.12923347998204, -0.04625736007561, 4482777.06],
        [3.09191371068437e-9, 0.000008983055096812155, 6.995724062e-5, 23.10934304144901, -2.3663490511e-4, -0.6321817810242, -0.00663494467273, 0.03430082397953, -0.00466043876332, 2555164.4],
        [2.890871144776878e-9, 0.000008983055095805407, -3.068298e-8, 7.47137025468032, -3.53937994e-6, -0.02145144861037, -1.234426596e-5, 1.0322952773e-4, -3.23890364e-6, 826088.5],
    ];

    public static Conversion Conversion { get; } = new Conversion(ToDegrees, FromDegrees).Then(Bd09.Conversion);

    private static (double Longitude, double Latitude) ToDegrees(double x, double y)
    {
        var band = BandAt(y);
        return (Math.CopySign(band[0] + band[1] * Math.Abs(x), x), LatitudeAt(band, y));
    }

    private static (double X, double Y) FromDegrees(double longitude, double latitude)
    {
        // Mercator's northing is a few kilometres off at most; Newton's steps then square the error.
        var y = 6_378_137 * Math.Asinh(Math.Tan(double.DegreesToRadians(latitude)));
        for (var step = 0; step < 8; step++)
        {
            var slope = LatitudeAt(BandAt(y), y + 0.5) - LatitudeAt(BandAt(y), y - 0.5);
            y -= (LatitudeAt(BandAt(y), y) - latitude) / slope;
        }

        var band = BandAt(y);
        return (Math.CopySign((Math.Abs(longitude) - band[0]) / band[1], longitude), y);
    }

    private static double[] BandAt(double y)
    {
        var band = Array.FindIndex(BandStartsMetres, start => Math.Abs(y) >= start);
        return Bands[band < 0 ? ^1 : band];
    }

    private static double LatitudeAt(double[] band, double y)
    {
        var scaled = Math.Abs(y) / band[9];
        var latitude = 0d;
        for (var power = 6; power >= 0; power--)
            latitude = latitude * scaled + band[2 + power];
        return Math.CopySign(latitude, y);
    }
}
