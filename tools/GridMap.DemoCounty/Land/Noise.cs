namespace GridMap.DemoCounty.Land;

/// <summary>Smooth noise over the plane, between -1 and 1: values on a lattice, blended.</summary>
internal sealed class Noise(ulong seed)
{
    /// <param name="x">Metres.</param>
    /// <param name="y">Metres.</param>
    /// <param name="wavelength">Metres between hills, about.</param>
    public double At(double x, double y, double wavelength)
    {
        var (u, v) = (x / wavelength, y / wavelength);
        var (i, j) = ((int)Math.Floor(u), (int)Math.Floor(v));
        var (s, t) = (Ease(u - i), Ease(v - j));
        return (1 - t) * ((1 - s) * Lattice(i, j) + s * Lattice(i + 1, j))
            + t * ((1 - s) * Lattice(i, j + 1) + s * Lattice(i + 1, j + 1));
    }

    private static double Ease(double t) => t * t * (3 - 2 * t);

    private double Lattice(int i, int j) =>
        new SeededRandom(seed ^ ((ulong)(uint)i << 32) ^ (uint)j).Between(-1, 1);
}
