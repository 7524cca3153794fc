using System.Diagnostics;
using System.Globalization;
using GridMap.Spatial.Divisions;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace GridMap.Benchmarks;

/// <summary>The coverage gate over 20,000 grids of 45 vertices: clean, with one square metre missing, with every edge misaligned by 1 cm.</summary>
internal static class DivisionBench
{
    private const int Runs = 3;

    public static void Run(int count)
    {
        var clean = SyntheticCounty.Grids(count).Select(grid => grid.Shape).ToArray();
        Console.WriteLine($"{clean.Length} grids, {clean.Sum(shape => shape.NumPoints)} vertices, {Environment.ProcessorCount} processors");
        var peer = Median(() => CoverageValidator.Validate(clean).Count(invalid => invalid is not null));
        Console.WriteLine($"CoverageValidator on the clean one: {peer.Seconds:0.00} s ({peer.ProcessorSeconds:0.00} s of processor)");
        foreach (var (name, shapes) in new[] { ("clean", clean), ("a grid missing, another bulging", Spoilt(clean)), ("every edge misaligned by 1 cm", Misaligned(clean)) })
            Report(name, shapes, peer.Seconds);
    }

    private static void Report(string name, Geometry[] shapes, double peerSeconds)
    {
        var areas = shapes.Select((shape, at) => new DivisionArea($"{at:00000}", DivisionLevels.Responsibility, null, "u", shape)).ToArray();
        IReadOnlyList<DivisionDefect> defects = [];
        var (seconds, processor, peak) = Median(() => (defects = DivisionCheck.Run(areas, null, new())).Count);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {seconds:0.00} s ({processor:0.00} s of processor), {seconds / peerSeconds:0.0} x CoverageValidator, {peak:0} MB more at the peak; {defects.Count} defects, {defects.Count(defect => !defect.IsWithinTolerance)} beyond tolerance, {defects.Sum(defect => defect.AreaSquareMetres):0.000} m2"));
    }

    private static (double Seconds, double ProcessorSeconds, double PeakMegabytes) Median(Func<int> work)
    {
        var (seconds, processor) = (new List<double>(), new List<double>());
        var peak = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var sampler = new Timer(_ => peak = Math.Max(peak, (GC.GetTotalMemory(false) - before) / 1e6), null, 0, 20);
            work();
            seconds.Add(watch.Elapsed.TotalSeconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
        }

        return (seconds.Order().ElementAt(Runs / 2), processor.Order().ElementAt(Runs / 2), peak);
    }

    private static Geometry[] Spoilt(Geometry[] clean)
    {
        var (missing, bulging) = (clean.Length / 2 + 37, clean.Length / 4 + 11);
        var bulge = clean[bulging].Copy();
        bulge.Coordinates[5].X += 2e-5;
        bulge.GeometryChanged();
        return [.. clean.Select((shape, at) => at == bulging ? bulge : shape).Where((_, at) => at != missing)];
    }

    // Each grid's own vertices are moved up to 1 cm by themselves: no edge has its reverse any more.
    private static Geometry[] Misaligned(Geometry[] clean)
    {
        var random = new Random(11);
        return [.. clean.Select(shape =>
        {
            var ring = shape.Coordinates.Select(at => new Coordinate(at.X + (random.NextDouble() - 0.5) * 2e-7, at.Y + (random.NextDouble() - 0.5) * 1.8e-7)).ToArray();
            ring[^1] = ring[0].Copy();
            return (Geometry)shape.Factory.CreatePolygon(ring);
        })];
    }
}
